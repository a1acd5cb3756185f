using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>
/// Asks a supervisor for more time for one promise, before it is due (R5.3.2): with a reason for the supervisor, the new time, and
/// the reason in words meant for the customer, who reads them if it is granted.
/// </summary>
public sealed class AskExtension(HubDatabase database, PromiseBook promises, Limits limits) : IUseCase<AskExtension.Request, AskExtension.Asked>
{
    /// <summary>For which promise of which case, until when, and why.</summary>
    public sealed record Request(long CaseId, PromiseKind Promise, Instant Until, string Reason, string Words);

    /// <summary>What was asked for.</summary>
    public sealed record Asked(long ExtensionId);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public async Task<Result<Asked>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        Extension? made = null;
        var done = await database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindCaseAsync(request.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            if (actor.StaffId is not { } me)
            {
                return new NotAllowed(Requires);
            }

            if (await change.RefusalAsync(one, cancel) is { } refusal)
            {
                return refusal;
            }

            if ((Reasons.Problem(nameof(Request.Reason), request.Reason, limits) ?? Reasons.Problem(nameof(Request.Words), request.Words, limits)) is { } problem)
            {
                return problem;
            }

            var promise = (await promises.ReplayAsync(change.Db, one, cancel)).Current(request.Promise);
            var limit = (await promises.PolicyAsync(change.Db, one.PolicyVersionId, cancel)).Extensions;
            var before = await change.Db.Extensions.Where(e => e.CaseId == one.Id && e.Promise == request.Promise).AsNoTracking().ToListAsync(cancel);
            if (Refusal(promise, before, limit, request.Until, change.Now) is { } failure)
            {
                return failure;
            }

            made = new Extension
            {
                CaseId = one.Id,
                Promise = request.Promise,
                Generation = promise!.Generation,
                Until = request.Until,
                Reason = request.Reason.Trim(),
                Words = request.Words.Trim(),
                AskedAt = change.Now,
                AskedById = me,
            };
            change.Db.Extensions.Add(made);
            var entry = change.Record(JournalKind.ExtensionAsked, one, note: made.Reason);
            (entry.Promise, entry.Until) = (made.Promise, made.Until);
            change.Tell(entry, await Recipients.OfAsync(change.Db, one, Audience.Supervisors, cancel));
            return new Done();
        }, cancel);
        return done.Succeeded ? new Asked(made!.Id) : done.Failure;
    }

    private static Failure? Refusal(Promise? promise, List<Extension> before, ExtensionLimit limit, Instant until, Instant now)
    {
        if (promise is not { State: PromiseState.Running, DueAt: { } due } || promise.Kind == PromiseKind.Acknowledge)
        {
            return new ExtensionNotPossible(promise?.Kind);
        }

        if (due < now)
        {
            return new PromiseBroken(promise.Kind);
        }

        if (before.Exists(e => e.Granted is null && e.Generation == promise.Generation))
        {
            return new ExtensionAlreadyAsked(promise.Kind);
        }

        if (before.Count(e => e.Granted == true && e.Generation == promise.Generation) >= limit.Times)
        {
            return new ExtensionsUsedUp(promise.Kind, limit.Times);
        }

        return until <= due ? new Invalid(nameof(Request.Until), "NotLater")
            : limit.LatestFor(promise) is { } latest && until > latest ? new ExtensionTooLong(promise.Kind, latest)
            : null;
    }
}

/// <summary>This promise cannot be given more time: it does not run, or is the acknowledgement.</summary>
/// <param name="Promise">Which; null where there is none.</param>
public sealed record ExtensionNotPossible(PromiseKind? Promise) : Failure;

/// <summary>The promise is broken already: what is left is an apology with a new time (<see cref="PromiseAnew"/>).</summary>
public sealed record PromiseBroken(PromiseKind Promise) : Failure;

/// <summary>More time was asked for already, and nobody has decided yet.</summary>
public sealed record ExtensionAlreadyAsked(PromiseKind Promise) : Failure;

/// <summary>More time was granted as often as the policy allows.</summary>
public sealed record ExtensionsUsedUp(PromiseKind Promise, int Times) : Failure;

/// <summary>So much more time is not allowed by the policy.</summary>
/// <param name="Promise">Which promise.</param>
/// <param name="Latest">The latest time that is.</param>
public sealed record ExtensionTooLong(PromiseKind Promise, Instant Latest) : Failure;
