using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>Answers the customer. Meets the promise of a first reply.</summary>
public sealed class ReplyToCustomer(HubDatabase database, Limits limits) : IUseCase<ReplyToCustomer.Request, Done>
{
    /// <summary>
    /// Which case, the text, and the last message the writer had seen: it is refused when somebody has written since
    /// (null: the writer does not care, as another program may).
    /// </summary>
    public sealed record Request(long CaseId, string Text, long? LastSeenMessage)
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
            if (await Answers.CheckAsync(change, one, request.Text, request.Files, request.LastSeenMessage, limits, cancel) is { } problem)
            {
                return problem;
            }

            if (change.TakeIfNobodyStarted(one) is { } notTaken)
            {
                return notTaken;
            }

            if (one.Move(CaseAction.Reply, change.Now) is { } failure)
            {
                return failure;
            }

            var message = change.Write(one, request.Text, request.Files);
            change.Record(JournalKind.Replied, one, message);
            return new Done();
        }, cancel);
}
