using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>Answers the customer. Meets the promise of a first reply.</summary>
public sealed class ReplyToCustomer(HubDatabase database, Limits limits) : IUseCase<ReplyToCustomer.Request, Done>
{
    /// <inheritdoc cref="Letter" />
    public sealed record Request(long CaseId, string Text, long? LastSeenMessage) : Letter(CaseId, Text, LastSeenMessage);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync(actor, change => change.SendAsync(request, CaseAction.Reply, JournalKind.Replied, Requires, limits, cancel), cancel);
}
