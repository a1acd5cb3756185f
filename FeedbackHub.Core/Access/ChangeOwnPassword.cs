using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>Changes one's own password. Sessions elsewhere end.</summary>
public sealed class ChangeOwnPassword(HubDatabase database, IPasswordHasher<StaffMember> hasher, AccessOptions options)
    : IUseCase<ChangeOwnPassword.Request, Done>
{
    /// <summary>The password as it is and as it is to be.</summary>
    public sealed record Request(string Current, string New);

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.StaffId is not { } me || !actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var person = await database.ReadAsync(db => db.Staff.SingleAsync(s => s.Id == me, cancel), cancel);
        if (person.PasswordHash is not { } known
            || hasher.VerifyHashedPassword(person, known, request.Current) == PasswordVerificationResult.Failed)
        {
            return new Invalid(nameof(Request.Current), "PasswordWrong");
        }

        if (PasswordRules.Check(nameof(Request.New), request.New, person.Name, person.Email, options) is { } problem)
        {
            return new Invalid([problem]);
        }

        var hash = hasher.HashPassword(person, request.New);
        return await database.WriteAsync<Done>(actor, async change =>
        {
            var stored = await change.Db.Staff.SingleAsync(s => s.Id == me, cancel);
            if (stored.PasswordHash != known)
            {
                return new Invalid(nameof(Request.Current), "PasswordWrong");
            }

            stored.TakePassword(hash);
            change.Record(JournalKind.StaffChanged, stored);
            return new Done();
        }, cancel);
    }
}
