using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Applies the newest rules to open cases, some of them each time: whoever calls it goes on from where the last time ended. Each
/// case gets an entry with the reason and how its due times moved. It can be stopped anywhere, begun again, and done by several at
/// once: a case that follows the rules already is passed over. All that takes long (reading, replaying) is done before the writer's
/// turn, the next part while the last one is written; a case that changed in between is left to the next going through.
/// </summary>
public sealed class ApplyRules(HubDatabase database, PromiseBook promises, Limits limits) : IUseCase<ApplyRules.Request, ApplyRules.Applied>
{
    /// <summary>Cases that are read at once.</summary>
    private const int Part = 500;

    /// <summary>Cases that are written in one turn: so few that nobody else who wants to write waits long.</summary>
    private const int Turn = 40;

    /// <summary>Versions only rise: where their sum is the same, so is each.</summary>
    private static readonly CompiledQuery<long[], long> SumOfVersions = new((db, ids) => db.Cases.Where(c => ids.Contains(c.Id)).Sum(c => (long)c.Version));

    /// <summary>The newest promise table and calendar, as they were looked at (null: not that one), why, after which case to go on, and how many to do at the most.</summary>
    public sealed record Request(long? PolicyVersionId, long? CalendarVersionId, string Reason, OpenCasePlace? After = null, int Most = 2 * Part);

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

        return Reasons.Problem(nameof(Request.Reason), request.Reason, limits) is { } problem ? problem : await GoThroughAsync(actor, request, cancel);
    }

    private async Task<Result<Applied>> GoThroughAsync(Actor actor, Request request, CancellationToken cancel)
    {
        if (await database.ReadAsync(db => NewestRules.ProblemAsync(db, request.PolicyVersionId, request.CalendarVersionId, cancel), cancel) is { } stale)
        {
            return stale;
        }

        var (applied, passed, left) = (0, 0, Math.Clamp(request.Most, 1, 100 * Part));
        for (var reading = ReadAsync(request.After, left); ;)
        {
            var size = Math.Min(left, Part);
            var (part, replayed) = await reading;
            left -= part.Count;
            var next = part.Count < size ? null : new OpenCasePlace(part[^1].ReceivedAt, part[^1].Id);
            var more = next is not null && left > 0;
            reading = more ? ReadAsync(next, left) : reading;
            foreach (var turn in part.Chunk(Turn))
            {
                var written = await database.WriteAsync<int>(actor, change => WriteAsync(change, turn, replayed, request, cancel), cancel);
                if (!written.Succeeded)
                {
                    await reading;
                    return written.Failure;
                }

                (applied, passed) = (applied + written.Value, passed + turn.Length - written.Value);
            }

            if (!more)
            {
                return new Applied(applied, passed, next);
            }
        }

        // On a thread of its own, for SQLite reads without ever waiting.
        Task<(IReadOnlyList<Case> Cases, Dictionary<long, CasePromises> Replayed)> ReadAsync(OpenCasePlace? after, int most) =>
            Task.Run(() => this.ReadAsync(request, after, Math.Min(most, Part), cancel), cancel);
    }

    private Task<(IReadOnlyList<Case> Cases, Dictionary<long, CasePromises> Replayed)> ReadAsync(Request request, OpenCasePlace? after, int most, CancellationToken cancel) =>
        database.ReadAtOneMomentAsync<(IReadOnlyList<Case>, Dictionary<long, CasePromises>)>(
            async db =>
            {
                var part = await OpenCases.NotFollowingAsync(db, request.PolicyVersionId, request.CalendarVersionId, after, most, cancel);
                var then = await RulesTried.ReadAsync(db, database.Now, request.PolicyVersionId, request.CalendarVersionId, cancel);
                return (part, await promises.ReplayAllAsync(db, part, then, cancel));
            },
            cancel);

    private static async Task<Result<int>> WriteAsync(Change change, Case[] cases, Dictionary<long, CasePromises> replayed, Request request, CancellationToken cancel)
    {
        if (await NewestRules.ProblemAsync(change.Db, request.PolicyVersionId, request.CalendarVersionId, cancel) is { } stale)
        {
            return stale;
        }

        // Each is looked at when it is attached and when the change is saved; not also whenever it is asked for.
        change.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        var same = await UnchangedAsync(change.Db, cases, cancel);
        var then = await RulesTried.ReadAsync(change.Db, change.Now, request.PolicyVersionId, request.CalendarVersionId, cancel);
        foreach (var one in same)
        {
            Apply(change, one, replayed[one.Id], then, request.Reason);
        }

        return same.Count;
    }

    private static async Task<IReadOnlyList<Case>> UnchangedAsync(HubContext db, Case[] cases, CancellationToken cancel)
    {
        var ids = Array.ConvertAll(cases, one => one.Id);
        if (await SumOfVersions.RunAsync(db, ids) == cases.Sum(one => (long)one.Version))
        {
            return cases;
        }

        var versions = await db.Cases.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Version }).ToDictionaryAsync(c => c.Id, c => c.Version, cancel);
        return [.. cases.Where(one => versions.GetValueOrDefault(one.Id) == one.Version)];
    }

    private static void Apply(Change change, Case one, CasePromises replayed, RulesTried then, string reason)
    {
        change.Db.Attach(one);
        change.Db.Entry(one).Collection(nameof(Case.Promises)).IsLoaded = true;
        var moves = DueMove.Of(one, replayed);
        one.PolicyVersionId = then.PolicyVersionId ?? one.PolicyVersionId;
        one.CalendarVersionId = then.CalendarOf(one.CalendarVersionId);
        change.Replayed(one, replayed);
        var entry = change.Record(JournalKind.RulesApplied, one, note: reason);
        foreach (var move in moves)
        {
            change.Tell(entry, move.ToFieldChange(one));
        }
    }
}
