using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>Says that what the customer wrote was read and needs no answer.</summary>
public sealed class NoticeMessage(HubDatabase database) : IUseCase<NoticeMessage.Request, Done>
{
    /// <summary>Which case.</summary>
    public sealed record Request(long CaseId);

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
            if (one.Attention == Attention.None)
            {
                return new Done();
            }

            one.Attention = Attention.None;
            change.Record(JournalKind.Noticed, one);
            return new Done();
        }, cancel);
}
