using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>The customer takes a case back (or staff does, on the customer's word).</summary>
public sealed class WithdrawCase(HubDatabase database, Limits limits) : IUseCase<WithdrawCase.Request, Done>
{
    /// <summary>Which case, and why: a customer need not say, staff must.</summary>
    public sealed record Request(long CaseId, string Reason = "");

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindCaseAsync(request.CaseId, actor.Kind == ActorKind.Customer ? Permissions.CasesFollow : Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            if (change.Actor.Kind != ActorKind.Customer && Reasons.Problem(nameof(Request.Reason), request.Reason, limits) is { } problem)
            {
                return problem;
            }

            if (request.Reason.Length > limits.Text)
            {
                return new Invalid(nameof(Request.Reason), "TooLong", limits.Text, request.Reason.Length);
            }

            if ((await change.RefusalAsync(one, cancel) ?? one.Move(CaseAction.Withdraw, change.Now)) is { } failure)
            {
                return failure;
            }

            (one.Reason, one.Attention) = (request.Reason, Attention.None);
            change.Record(JournalKind.Withdrawn, one, note: request.Reason);
            return new Done();
        }, cancel);
}
