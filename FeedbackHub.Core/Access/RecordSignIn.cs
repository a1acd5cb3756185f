using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>
/// Writes a sign-in, or a failed attempt, into the journal. What was typed is not kept: people type passwords into the wrong
/// box. An attempt with an e-mail nobody has is recorded like any other, which also takes as long.
/// </summary>
public sealed class RecordSignIn(HubDatabase database) : IUseCase<RecordSignIn.Request, Done>
{
    /// <summary>Whose account it was about, null where nobody's; and how it ended.</summary>
    public sealed record Request(long? StaffId, SignInOutcome Outcome);

    /// <inheritdoc />
    public static string Requires => Permissions.AccountEnter;

    /// <inheritdoc />
    public async Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var person = await database.ReadAsync(db => db.Staff.SingleOrDefaultAsync(s => s.Id == request.StaffId, cancel), cancel);
        var entered = request.Outcome == SignInOutcome.SignedIn;
        if (entered && person is null)
        {
            return new NotFound();
        }

        // Who failed to show the password may be anybody.
        var hand = entered ? Actor.Staff(person!.Id, person.Name, person.Roles, []) : actor;
        return await database.WriteAsync<Done>(hand, change =>
        {
            change.Record(entered ? JournalKind.SignedIn : JournalKind.SignInFailed, (object?)person, entered ? null : request.Outcome.ToString());
            return Task.FromResult<Result<Done>>(new Done());
        }, cancel);
    }
}

/// <summary>How an attempt to sign in ended. The names are stored as the note of failed attempts.</summary>
public enum SignInOutcome
{
    /// <summary>Came in.</summary>
    SignedIn = 0,

    /// <summary>The password was wrong.</summary>
    WrongPassword = 1,

    /// <summary>Locked out after too many wrong ones.</summary>
    LockedOut = 2,

    /// <summary>The person is disabled, or has not taken up the invitation.</summary>
    NotAdmitted = 3,

    /// <summary>Nobody has that e-mail.</summary>
    UnknownEmail = 4,
}
