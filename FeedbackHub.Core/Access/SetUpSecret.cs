using System.Security.Cryptography;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>
/// The secret of the set-up link on the console. Made at each start and held in memory only: whoever reads the console is
/// trusted, and an old console tells nothing.
/// </summary>
public sealed class SetUpSecret(HubDatabase database)
{
    private readonly string secret = OneTimeSecret.Make();

    /// <summary>The secret to print; null once there is an administrator who can sign in.</summary>
    public async Task<string?> OfferAsync(CancellationToken cancel = default) =>
        await database.ReadAsync(db => IsOpenAsync(db, cancel), cancel) ? secret : null;

    /// <summary>True while the link with this secret can be used.</summary>
    public async Task<bool> IsGoodAsync(string shown, CancellationToken cancel = default) => Matches(shown) && await OfferAsync(cancel) is not null;

    /// <summary>True for the right secret. Takes as long for a wrong one.</summary>
    internal bool Matches(string shown) => CryptographicOperations.FixedTimeEquals(OneTimeSecret.Hash(shown), OneTimeSecret.Hash(secret));

    internal static async Task<bool> IsOpenAsync(HubContext db, CancellationToken cancel) =>
        !await db.Staff.AnyAsync(s => !s.Disabled && s.PasswordHash != null && (s.Roles & Roles.Administrator) != 0, cancel);
}
