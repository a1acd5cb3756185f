using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>
/// A promise is broken: the customer gets an apology and a new time. The promise stays broken in every figure; there is no other way to
/// more time once it is (R5.3.2).
/// </summary>
public sealed class PromiseAnew(HubDatabase database, PromiseBook promises, Limits limits) : IUseCase<PromiseAnew.Request, Done>
{
    /// <summary>Which promise of which case, by when instead, and the apology.</summary>
    public sealed record Request(long CaseId, PromiseKind Promise, Instant Until, string Apology);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindCaseAsync(request.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            if (await change.RefusalAsync(one, cancel) is { } refusal)
            {
                return refusal;
            }

            if (Reasons.Problem(nameof(Request.Apology), request.Apology, limits) is { } problem)
            {
                return problem;
            }

            var promise = (await promises.ReplayAsync(change.Db, one, cancel)).Current(request.Promise);
            if (promise is not { State: PromiseState.Running or PromiseState.Paused, DueAt: { } due } || due >= change.Now)
            {
                return new PromiseNotBroken(request.Promise);
            }

            if (request.Until <= change.Now || request.Until > change.Now + Duration.FromDays(PromiseTarget.LongestDays))
            {
                return new Invalid(nameof(Request.Until), "TimePassed");
            }

            var entry = change.Record(JournalKind.PromisedAnew, one, change.Inform(one, request.Apology));
            (entry.Promise, entry.Until) = (request.Promise, request.Until);
            return new Done();
        }, cancel);
}

/// <summary>The promise is not broken: more time can be asked for (<see cref="AskExtension"/>).</summary>
public sealed record PromiseNotBroken(PromiseKind Promise) : Failure;
