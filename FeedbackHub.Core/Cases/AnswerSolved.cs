using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>After the resolution the customer says whether it is solved. A no takes the case up again, back to its handler, on top of the queue.</summary>
public sealed class AnswerSolved(HubDatabase database, Limits limits) : IUseCase<AnswerSolved.Request, Done>
{
    /// <summary>Which case, solved or not, and why not.</summary>
    public sealed record Request(long CaseId, bool Solved, string Why = "");

    /// <inheritdoc />
    public static string Requires => Permissions.CasesFollow;

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
            if (!request.Solved && Answers.TextProblem(request.Why, limits, nameof(Request.Why)) is { } problem)
            {
                return problem;
            }

            if (one.Move(request.Solved ? CaseAction.ConfirmSolved : CaseAction.DenySolved, change.Now) is { } failure)
            {
                return failure;
            }

            one.CustomerAccepted = request.Solved;
            var message = request.Why.Trim().Length > 0 ? change.Write(one, request.Why, []) : null;
            one.Attention = request.Solved ? Attention.None : Attention.Reopened;
            if (!request.Solved)
            {
                one.Reason = request.Why;
                one.News();
                await change.DropHandlerWhoLeftAsync(one, cancel);
            }

            change.Record(request.Solved ? JournalKind.ConfirmedSolved : JournalKind.DeniedSolved, one, message);
            return new Done();
        }, cancel);
}
