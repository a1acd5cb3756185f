using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// Sends a case that was handed over back to where it came from, with a reason (退单). It shows there as returned; who has left
/// meanwhile does not get it back, their department does.
/// </summary>
public sealed class ReturnCase(HubDatabase database, Limits limits) : IUseCase<ReturnCase.Request, Done>
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

            if (one.HandedOverFromDepartmentId is not { } department)
            {
                return new IllegalMove(one.State, CaseAction.Return);
            }

            if (one.Move(CaseAction.Return, change.Now) is { } failure)
            {
                return failure;
            }

            one.DepartmentId = department;
            one.HandlerId = one.HandedOverFromStaffId == one.ConcernsStaffId ? null : one.HandedOverFromStaffId;
            (one.HandedOverFromDepartmentId, one.HandedOverFromStaffId) = (null, null);
            one.Attention = Attention.Returned;
            one.News();
            one.HandlerId = one.HandlerId is { } back && await TookPart.Of(change.Db, one, back, cancel) ? null : one.HandlerId;
            await change.DropHandlerWhoLeftAsync(one, cancel);
            change.Record(JournalKind.Returned, one, note: request.Reason);
            return new Done();
        }, cancel);
}
