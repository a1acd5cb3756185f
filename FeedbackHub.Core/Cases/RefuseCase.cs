using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Majors;

namespace FeedbackHub.Core.Cases;

/// <summary>Does not take a case on, with a reason that the customer reads.</summary>
public sealed class RefuseCase(HubDatabase database, Limits limits) : IUseCase<RefuseCase.Request, Done>
{
    /// <summary>Which case, and why.</summary>
    public sealed record Request(long CaseId, string Reason);

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
            if (Reasons.Problem(nameof(Request.Reason), request.Reason, limits) is { } problem)
            {
                return problem;
            }

            if (CaseLifecycle.Next(one.State, CaseAction.Refuse) is not null && await change.Db.MissingAsync(one, change.Actor.StaffId, cancel) is { } missing)
            {
                return missing;
            }

            if (one.Move(CaseAction.Refuse, change.Now) is { } failure)
            {
                return failure;
            }

            (one.Reason, one.DecidedAt, one.Attention) = (request.Reason, change.Now, Attention.None);
            (one.Outcome, one.Review) = (null, ReviewStage.None);
            change.Record(JournalKind.Refused, one, note: request.Reason);
            return new Done();
        }, cancel);
}
