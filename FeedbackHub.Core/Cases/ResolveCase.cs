using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Majors;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// Decides a case, tells the customer, and asks them whether it is solved. Under review it decides the review: then only by somebody
/// who had no part in what is reviewed, and the letter names the outside body where there is one.
/// </summary>
public sealed class ResolveCase(HubDatabase database, ReviewOptions review, Limits limits) : IUseCase<ResolveCase.Request, Done>
{
    /// <summary>
    /// Which case, the message to the customer, what was decided and what the customer gets, and the last message the writer
    /// had seen.
    /// </summary>
    public sealed record Request(long CaseId, string Text, string Decision, string Redress, long? LastSeenMessage)
    {
        /// <summary>Files, stored already.</summary>
        public IReadOnlyList<StoredFile> Files { get; init; } = [];

        /// <summary>What it comes to. People state it of every complaint; other programs may leave it unsaid, but of a review.</summary>
        public Outcome? Outcome { get; init; }
    }

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
            if (string.IsNullOrWhiteSpace(request.Decision))
            {
                return new Invalid(nameof(Request.Decision), "DecisionMissing");
            }

            if (request.Decision.Length > limits.Text || request.Redress.Length > limits.Text)
            {
                return new Invalid(request.Decision.Length > limits.Text ? nameof(Request.Decision) : nameof(Request.Redress), "TooLong", limits.Text, Math.Max(request.Decision.Length, request.Redress.Length));
            }

            if (OutcomeProblem(actor, one, request.Outcome) is { } unstated)
            {
                return unstated;
            }

            if (await Answers.CheckAsync(change, one, request.Text, request.Files, request.LastSeenMessage, limits, cancel) is { } problem)
            {
                return problem;
            }

            if ((await change.RefusalAsync(one, cancel) ?? await change.Db.MissingAsync(one, change.Actor.StaffId, cancel)) is { } missing)
            {
                return missing;
            }

            if (change.TakeIfNobodyStarted(one) is { } notTaken)
            {
                return notTaken;
            }

            if (one.Move(CaseAction.Resolve, change.Now) is { } failure)
            {
                return failure;
            }

            var reviewed = one.Review == ReviewStage.Asked;
            one.Review = !reviewed ? ReviewStage.None : (one.Outcome ?? Outcome.Rejected) == request.Outcome ? ReviewStage.Upheld : ReviewStage.Changed;
            (one.Outcome, one.Decision, one.Redress, one.DecidedAt, one.CustomerAccepted) = (request.Outcome, request.Decision, request.Redress, change.Now, null);
            var text = reviewed ? review.Outside.AddTo(request.Text, one.CustomerLanguage) : request.Text;
            var message = change.Write(one, text, request.Files);
            change.Record(reviewed ? JournalKind.ReviewDecided : JournalKind.Resolved, one, message);
            return new Done();
        }, cancel);

    private static Invalid? OutcomeProblem(Actor actor, Case one, Outcome? outcome)
    {
        var stated = one.Review == ReviewStage.Asked || (actor.Kind == ActorKind.Staff && one.Kind == CaseKind.Complaint);
        return outcome is null ? stated ? new Invalid(nameof(Request.Outcome), "OutcomeMissing") : null
            : Enum.IsDefined(outcome.Value) ? null : new Invalid(nameof(Request.Outcome), "Choose");
    }
}
