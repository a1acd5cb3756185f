using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>
/// Makes a new one-time link for somebody: whose invitation has run out, or who has forgotten the password. The old link is
/// no longer good; an old password is until the new link is used.
/// </summary>
public sealed class RenewInvitation(HubDatabase database, AccessOptions options) : IUseCase<RenewInvitation.Request, Invited>
{
    /// <summary>Who.</summary>
    public sealed record Request(long StaffId);

    /// <inheritdoc />
    public static string Requires => Permissions.StaffManage;

    /// <inheritdoc />
    public async Task<Result<Invited>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var secret = OneTimeSecret.Make();
        return await database.WriteAsync<Invited>(actor, async change =>
        {
            var person = await change.Db.Staff.SingleOrDefaultAsync(s => s.Id == request.StaffId, cancel);
            if (person is null)
            {
                return new NotFound();
            }

            if (person.Disabled)
            {
                return new PersonDisabled();
            }

            person.Invite(secret, change.Now, options);
            change.Record(JournalKind.StaffChanged, person);
            return new Invited(person.Id, secret, person.InvitationUntil!.Value);
        }, cancel);
    }
}

/// <summary>The person is disabled: nobody can be let in that way.</summary>
public sealed record PersonDisabled : Failure;
