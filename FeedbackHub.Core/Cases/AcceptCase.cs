using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>Takes a new case on for the department; nobody works it yet. Meets the promise to acknowledge.</summary>
public sealed class AcceptCase(HubDatabase database) : IUseCase<AcceptCase.Request, Done>
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
            if (one.Move(CaseAction.Accept, change.Now) is { } failure)
            {
                return failure;
            }

            change.Record(JournalKind.Accepted, one);
            return new Done();
        }, cancel);
}
