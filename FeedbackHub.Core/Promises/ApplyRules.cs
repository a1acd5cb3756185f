using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Applies the newest rules to open cases, a part of them each time: whoever calls it goes on from where the last part ended. Each
/// case gets an entry with the reason and how its due times moved. It can be stopped anywhere, begun again, and done by several at
/// once: a case that follows the rules already is passed over. All that takes long (reading, replaying) is done before the writer's
/// turn; a case that changed in between is left to the next going through.
/// </summary>
public sealed class ApplyRules(HubDatabase database, PromiseBook promises, Limits limits) : IUseCase<ApplyRules.Request, ApplyRules.Applied>
{
    /// <summary>Cases of one part: so few that nobody who wants to write waits long.</summary>
    public const int Part = 100;

    /// <summary>The newest promise table and calendar, as they were looked at (null: not that one), why, and after which case to go on.</summary>
    public sealed record Request(long? PolicyVersionId, long? CalendarVersionId, string Reason, OpenCasePlace? After = null);

    /// <summary>What was done.</summary>
    /// <param name="Cases">Cases that follow the rules from now on.</param>
    /// <param name="Passed">Cases that changed meanwhile and do not follow them yet: go through once more.</param>
    /// <param name="Next">Where to go on; null where all have been gone through.</param>
    public sealed record Applied(int Cases, int Passed, OpenCasePlace? Next);

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public async Task<Result<Applied>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        if (request is { PolicyVersionId: null, CalendarVersionId: null })
        {
            return new Invalid(nameof(Request.PolicyVersionId), "Choose");
        }

        if (Reasons.Problem(nameof(Request.Reason), request.Reason, limits) is { } problem)
        {
            return problem;
        }

        var then = new RulesTried(database.Now, request.PolicyVersionId, request.CalendarVersionId);
        var (cases, replayed) = await database.ReadAtOneMomentAsync(
            async db =>
            {
                var part = await OpenCases.NotFollowingAsync(db, request.PolicyVersionId, request.CalendarVersionId, request.After, Part, cancel);
                return (part, await promises.ReplayAllAsync(db, part, then, cancel));
            },
            cancel);
        return await database.WriteAsync<Applied>(
            actor,
            async change =>
            {
                if (await NewestRules.ProblemAsync(change.Db, request.PolicyVersionId, request.CalendarVersionId, cancel) is { } stale)
                {
                    return stale;
                }

                var ids = cases.ConvertAll(one => one.Id);
                var versions = await change.Db.Cases.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Version }).ToDictionaryAsync(c => c.Id, c => c.Version, cancel);
                var same = cases.FindAll(one => versions.GetValueOrDefault(one.Id) == one.Version);
                foreach (var one in same)
                {
                    Apply(change, one, replayed[one.Id], request);
                }

                return new Applied(same.Count, cases.Count - same.Count, cases.Count < Part ? null : new OpenCasePlace(cases[^1].ReceivedAt, cases[^1].Id));
            },
            cancel);
    }

    private static void Apply(Change change, Case one, CasePromises replayed, Request request)
    {
        change.Db.Attach(one);
        change.Db.Entry(one).Collection(c => c.Promises).IsLoaded = true;
        var moves = DueMove.Of(one, replayed);
        one.PolicyVersionId = request.PolicyVersionId ?? one.PolicyVersionId;
        one.CalendarVersionId = request.CalendarVersionId ?? one.CalendarVersionId;
        change.Replayed(one, replayed);
        var entry = change.Record(JournalKind.RulesApplied, one, note: request.Reason);
        foreach (var move in moves)
        {
            change.Tell(entry, move.ToFieldChange(one));
        }
    }
}
