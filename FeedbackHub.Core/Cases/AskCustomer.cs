using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>Asks the customer something and waits: the promises to reply and to resolve pause.</summary>
public sealed class AskCustomer(HubDatabase database, Limits limits) : IUseCase<AskCustomer.Request, Done>
{
    /// <inheritdoc cref="Letter" />
    public sealed record Request(long CaseId, string Text, long? LastSeenMessage) : Letter(CaseId, Text, LastSeenMessage);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync(actor, change => change.SendAsync(request, CaseAction.Ask, JournalKind.Asked, Requires, limits, cancel), cancel);
}
