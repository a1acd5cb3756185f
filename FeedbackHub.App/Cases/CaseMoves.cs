using FeedbackHub.App.Access;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Cases;

/// <summary>The moves that need nothing but the case and, for some, a reason: each is its use case.</summary>
public sealed class CaseMoves(
    CurrentStaff staff, AcceptCase accept, ClaimCase claim, CloseCase close, NoticeMessage notice,
    RefuseCase refuse, WithdrawCase withdraw, ReopenCase reopen)
{
    /// <summary>Takes a step. Those of <see cref="Steps.NeedsReason"/> fail without a reason.</summary>
    public Task<Result<Done>> DoAsync(Step step, long caseId, string reason = "") => step switch
    {
        Step.Accept => staff.DoAsync(accept, new AcceptCase.Request(caseId)),
        Step.Take or Step.Start => staff.DoAsync(claim, new ClaimCase.Request(caseId)),
        Step.Close => staff.DoAsync(close, new CloseCase.Request(caseId)),
        Step.NoAnswerNeeded => staff.DoAsync(notice, new NoticeMessage.Request(caseId)),
        Step.Refuse => staff.DoAsync(refuse, new RefuseCase.Request(caseId, reason)),
        Step.Withdraw => staff.DoAsync(withdraw, new WithdrawCase.Request(caseId, reason)),
        Step.Reopen => staff.DoAsync(reopen, new ReopenCase.Request(caseId, reason)),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "This step has a dialog of its own."),
    };
}
