using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>Takes up an invitation: whoever holds the link's secret chooses the password. The link is then used up.</summary>
public sealed class AcceptInvitation(HubDatabase database, IPasswordHasher<StaffMember> hasher, AccessOptions options)
    : IUseCase<AcceptInvitation.Request, EnteredAs>
{
    /// <summary>The link's secret and the password chosen.</summary>
    public sealed record Request(string Secret, string Password);

    /// <inheritdoc />
    public static string Requires => Permissions.AccountEnter;

    /// <inheritdoc />
    public async Task<Result<EnteredAs>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var invited = await database.ReadAsync(db => db.Staff.InvitedBy(request.Secret, database.Now).SingleOrDefaultAsync(cancel), cancel);
        if (invited is null)
        {
            return new InvitationNotGood();
        }

        if (PasswordRules.Check(nameof(Request.Password), request.Password, invited.Name, invited.Email, options) is { } problem)
        {
            return new Invalid([problem]);
        }

        // Hashing is slow on purpose, so it is done before the writer's turn is taken.
        var hash = hasher.HashPassword(invited, request.Password);
        return await database.WriteAsync<EnteredAs>(Actor.Staff(invited.Id, invited.Name, invited.Roles, []), async change =>
        {
            var person = await change.Db.Staff.InvitedBy(request.Secret, change.Now).SingleOrDefaultAsync(cancel);
            if (person is null)
            {
                return new InvitationNotGood();
            }

            person.TakePassword(hash);
            (person.InvitationHash, person.InvitationUntil) = (null, null);
            change.Record(JournalKind.StaffChanged, person);
            return new EnteredAs(person.Id, person.Email);
        }, cancel);
    }
}

/// <summary>Who has come in and can now sign in with the password they chose.</summary>
public sealed record EnteredAs(long StaffId, string Email);

/// <summary>The link is unknown, used, or has expired: which of them is not told.</summary>
public sealed record InvitationNotGood : Failure;

/// <summary>Giving a person a password.</summary>
internal static class Passwords
{
    /// <summary>Sets it, ends all sessions and a lockout.</summary>
    public static void TakePassword(this StaffMember person, string hash)
    {
        person.PasswordHash = hash;
        person.SecurityStamp = OneTimeSecret.Make();
        (person.AccessFailedCount, person.LockoutEnd) = (0, null);
    }
}
