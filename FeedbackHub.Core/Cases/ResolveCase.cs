using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Majors;

namespace FeedbackHub.Core.Cases;

/// <summary>Decides a case, tells the customer, and asks them whether it is solved.</summary>
public sealed class ResolveCase(HubDatabase database, Limits limits) : IUseCase<ResolveCase.Request, Done>
{
    /// <summary>
    /// Which case, the message to the customer, what was decided and what the customer gets, and the last message the writer
    /// had seen.
    /// </summary>
    public sealed record Request(long CaseId, string Text, string Decision, string Redress, long? LastSeenMessage)
    {
        /// <summary>Files, stored already.</summary>
        public IReadOnlyList<StoredFile> Files { get; init; } = [];
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

            if (await Answers.CheckAsync(change, one, request.Text, request.Files, request.LastSeenMessage, limits, cancel) is { } problem)
            {
                return problem;
            }

            if (await change.Db.MissingAsync(one, change.Actor.StaffId, cancel) is { } missing)
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

            (one.Decision, one.Redress, one.DecidedAt, one.CustomerAccepted) = (request.Decision, request.Redress, change.Now, null);
            var message = change.Write(one, request.Text, request.Files);
            change.Record(JournalKind.Resolved, one, message);
            return new Done();
        }, cancel);
}
