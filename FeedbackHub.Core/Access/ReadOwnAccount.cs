using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>One's own account, for the account page and for how the pages look.</summary>
public sealed class ReadOwnAccount(HubDatabase database) : IUseCase<ReadOwnAccount.Request, OwnAccount>
{
    /// <summary>Nothing to say: it is always one's own.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<OwnAccount>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.StaffId is not { } me || !actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync(
            db => db.Staff.Where(s => s.Id == me).Select(s => new OwnAccount(s.Id, s.Name, s.Email, s.Roles, s.Language, s.Theme)).SingleAsync(cancel), cancel);
    }
}

/// <summary>One's own account.</summary>
public sealed record OwnAccount(long Id, string Name, string Email, Roles Roles, string Language, Theme Theme);
