using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Majors;

/// <summary>Says in one line how things stand in a major case, for those who watch it. Whoever works it does, or whoever oversees it.</summary>
public sealed class TellSituation(HubDatabase database, Limits limits) : IUseCase<TellSituation.Request, Done>
{
    /// <summary>In which case, and the line.</summary>
    public sealed record Request(long CaseId, string Text);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindMajorAsync(request.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            if (!change.Actor.MayWork(one) && !await change.Actor.MayOverseeAsync(change.Db, one, cancel))
            {
                return new NotAllowed(Permissions.CasesWork);
            }

            var text = request.Text.ReplaceLineEndings(" ").Trim();
            if (text.Length == 0 || text.Length > limits.Line)
            {
                return text.Length == 0 ? new Invalid(nameof(Request.Text), "TextMissing") : new Invalid(nameof(Request.Text), "TooLong", limits.Line, text.Length);
            }

            var major = await change.MajorOfAsync(one, cancel);
            (major.Situation, major.SituationAt, major.SituationBy) = (text, change.Now, change.Actor.Name);
            change.Record(JournalKind.SituationTold, one, note: text);
            return new Done();
        }, cancel);
}
