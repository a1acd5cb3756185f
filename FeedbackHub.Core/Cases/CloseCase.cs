using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>Closes a resolved case whose customer does not object.</summary>
public sealed class CloseCase(HubDatabase database) : IUseCase<CloseCase.Request, Done>
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
            if (one.Move(CaseAction.Close, change.Now) is { } failure)
            {
                return failure;
            }

            one.Attention = Attention.None;
            change.Record(JournalKind.Closed, one);
            return new Done();
        }, cancel);
}
