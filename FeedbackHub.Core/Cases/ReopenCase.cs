using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>Takes a finished case up again; it goes back to its handler, on top of the queue.</summary>
public sealed class ReopenCase(HubDatabase database, Limits limits) : IUseCase<ReopenCase.Request, Done>
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

            if (one.Move(CaseAction.Reopen, change.Now) is { } failure)
            {
                return failure;
            }

            (one.Reason, one.Attention, one.DuplicateOfId) = (request.Reason, Attention.Reopened, null);
            one.News();
            await change.DropHandlerWhoLeftAsync(one, cancel);
            change.Record(JournalKind.Reopened, one, note: request.Reason);
            return new Done();
        }, cancel);
}
