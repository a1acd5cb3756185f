using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;

namespace FeedbackHub.Core.Escalation;

/// <summary>Presses for progress (催办): whoever works the case, or could, is told at once, and it stands in the timeline.</summary>
public sealed class PressCase(HubDatabase database, Limits limits) : IUseCase<PressCase.Request, Done>
{
    /// <summary>Which case, and what is said.</summary>
    public sealed record Request(long CaseId, string Text);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesOversee;

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
            if (!await actor.MayOverseeAsync(change.Db, one, cancel))
            {
                return new NotAllowed(Requires);
            }

            if (Reasons.Problem(nameof(Request.Text), request.Text, limits) is { } problem)
            {
                return problem;
            }

            if (!one.State.IsOpen())
            {
                return new CaseNotOpen(one.State);
            }

            one.News();
            var entry = change.Record(JournalKind.Pressed, one, note: request.Text.Trim());
            change.Tell(entry, await Recipients.OfAsync(change.Db, one, Audience.Handler, cancel));
            return new Done();
        }, cancel);
}

/// <summary>There is nothing to press for or to report: the case is not open.</summary>
/// <param name="State">Where it stands.</param>
public sealed record CaseNotOpen(CaseState State) : Failure;
