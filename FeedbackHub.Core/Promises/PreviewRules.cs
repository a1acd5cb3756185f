using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// What would come of applying the newest rules to the open cases: it replays each of them as if they had been, and changes nothing.
/// Its cost is that of the open cases, whichever part of the list is asked for.
/// </summary>
public sealed class PreviewRules(HubDatabase database, PromiseBook promises) : IUseCase<PreviewRules.Request, RulesPreview>
{
    private const int Part = 500;
    private const int PageSize = 50;

    /// <summary>The newest promise table and calendar, as they were looked at; null: not that one. The list of the most affected cases after a place in it.</summary>
    public sealed record Request(long? PolicyVersionId, long? CalendarVersionId, AffectedPlace? After = null);

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public async Task<Result<RulesPreview>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        if (request is { PolicyVersionId: null, CalendarVersionId: null })
        {
            return new Invalid(nameof(Request.PolicyVersionId), "Choose");
        }

        return await database.ReadAtOneMomentAsync<Result<RulesPreview>>(
            async db => await NewestRules.ProblemAsync(db, request.PolicyVersionId, request.CalendarVersionId, cancel) is { } stale
                ? stale
                : await GoThroughAsync(db, actor, request, cancel),
            cancel);
    }

    private async Task<RulesPreview> GoThroughAsync(HubContext db, Actor actor, Request request, CancellationToken cancel)
    {
        var now = database.Now;
        var then = await RulesTried.ReadAsync(db, now, request.PolicyVersionId, request.CalendarVersionId, cancel);
        var (cases, earlier, later, overdue) = (0, 0, 0, 0);
        var most = new SortedSet<AffectedCase>(AffectedCase.MostFirst);
        for (OpenCasePlace? place = null; ;)
        {
            var part = await OpenCases.NotFollowingAsync(db, request.PolicyVersionId, request.CalendarVersionId, place, Part, cancel);
            var replayed = await promises.ReplayAllAsync(db, part, then, cancel);
            foreach (var one in part)
            {
                var moves = DueMove.Of(one, replayed[one.Id]);
                cases++;
                earlier += moves.Count(move => move.By < Duration.Zero);
                later += moves.Count(move => move.By > Duration.Zero);
                overdue += moves.Count(move => move.MakesOverdue(now));
                if (moves.Count > 0 && (actor.StaffId is null || one.ConcernsStaffId != actor.StaffId))
                {
                    Keep(most, AffectedCase.Of(one, moves, now), request.After);
                }
            }

            if (part.Count < Part)
            {
                break;
            }

            place = new OpenCasePlace(part[^1].ReceivedAt, part[^1].Id);
        }

        var shown = most.Take(PageSize).ToList();
        return new RulesPreview(cases, earlier, later, overdue, shown, most.Count > PageSize ? shown[^1].Place : null);
    }

    /// <summary>Keeps no more than a page and one: the first after the place.</summary>
    private static void Keep(SortedSet<AffectedCase> most, AffectedCase affected, AffectedPlace? after)
    {
        if (after is null || AffectedPlace.Compare(affected.Place, after) > 0)
        {
            most.Add(affected);
            if (most.Count > PageSize + 1)
            {
                most.Remove(most.Max!);
            }
        }
    }
}

/// <summary>What would come of it.</summary>
/// <param name="Cases">Open cases that do not follow these rules yet.</param>
/// <param name="Earlier">Due times that would be earlier.</param>
/// <param name="Later">Due times that would be later.</param>
/// <param name="OverdueAtOnce">Due times that are still ahead and would have passed.</param>
/// <param name="Affected">The most affected cases.</param>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record RulesPreview(int Cases, int Earlier, int Later, int OverdueAtOnce, IReadOnlyList<AffectedCase> Affected, AffectedPlace? Next);

/// <summary>A place in the list of the most affected cases.</summary>
/// <param name="Overdue">Whether the case would become overdue: those come first.</param>
/// <param name="By">By how much its due time would move, either way: the furthest first.</param>
/// <param name="CaseId">The case.</param>
public sealed record AffectedPlace(bool Overdue, Duration By, long CaseId)
{
    /// <summary>The order of the list.</summary>
    internal static int Compare(AffectedPlace x, AffectedPlace y) => (y.Overdue, y.By, x.CaseId).CompareTo((x.Overdue, x.By, y.CaseId));
}

/// <summary>An open case whose due times would move. Its number only: who applies rules need not be somebody who reads cases.</summary>
/// <param name="Place">Its place in the list.</param>
/// <param name="Number">Its number.</param>
/// <param name="Moves">Its promises that would be due at another time.</param>
public sealed record AffectedCase(AffectedPlace Place, string Number, IReadOnlyList<DueMove> Moves)
{
    internal static readonly IComparer<AffectedCase> MostFirst = Comparer<AffectedCase>.Create((x, y) => AffectedPlace.Compare(x.Place, y.Place));

    internal static AffectedCase Of(Case one, IReadOnlyList<DueMove> moves, Instant now) => new(
        new AffectedPlace(moves.Any(move => move.MakesOverdue(now)), moves.Max(move => move.By < Duration.Zero ? -move.By : move.By), one.Id), one.Number, moves);
}
