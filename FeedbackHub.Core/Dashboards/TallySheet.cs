using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// The tallies a dashboard needs, read by ranges of their key and added up in the database as far as no edge is crossed.
/// What the cases about the reader contribute is taken off again: there are few of them, and an index finds them.
/// </summary>
internal sealed class TallySheet
{
    private static readonly Measure[] Flows = [Measure.Received, Measure.Resolved, Measure.Kept, Measure.Broken];

    private readonly List<(TallyMark Mark, long Count)> cells = [];

    private TallySheet() { }

    /// <summary>Reads the sheet, of one department or all.</summary>
    public static async Task<TallySheet> ReadAsync(HubContext db, Actor actor, long? department, DashboardTimes times, CancellationToken cancel)
    {
        var sheet = new TallySheet();
        var tallies = department is { } id ? db.Tallies.Where(t => t.DepartmentId == id) : db.Tallies;
        await sheet.AddOpenAsync(tallies, cancel);
        await sheet.AddFlowsAsync(tallies, times, cancel);
        await sheet.AddDueAsync(tallies, times, cancel);
        await sheet.AddAgesAsync(tallies, times, cancel);
        if (actor.StaffId is { } me)
        {
            await sheet.TakeOffAsync(db, me, department, cancel);
        }

        return sheet;
    }

    /// <summary>The cells of a measure.</summary>
    public IEnumerable<(TallyMark Mark, long Count)> Of(Measure measure) => cells.Where(c => c.Mark.Measure == measure);

    /// <summary>The sum between each edge and the next.</summary>
    public long[] Spread(Measure measure, IReadOnlyList<long> edges)
    {
        var sums = new long[edges.Count - 1];
        foreach (var (mark, count) in Of(measure))
        {
            var at = LastAtOrBefore(edges, mark.Bucket);
            if (at >= 0 && at < sums.Length)
            {
                sums[at] += count;
            }
        }

        return sums;
    }

    private static int LastAtOrBefore(IReadOnlyList<long> edges, long bucket)
    {
        var (low, high) = (-1, edges.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = edges[middle] <= bucket ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private async Task AddOpenAsync(IQueryable<Tally> tallies, CancellationToken cancel) =>
        cells.AddRange((await tallies.Where(t => t.Measure == Measure.OpenByState).ToListAsync(cancel))
            .Select(t => (new TallyMark(t.Measure, t.Bucket, t.DepartmentId, t.HandlerId), t.Count)));

    private async Task AddFlowsAsync(IQueryable<Tally> tallies, DashboardTimes times, CancellationToken cancel)
    {
        var (from, size, phase) = (times.DayEdges[0], times.GroupSize, times.GroupPhase);
        foreach (var measure in Flows)
        {
            var sums = await tallies
                .Where(t => t.Measure == measure && t.Bucket >= from)
                .GroupBy(t => (t.Bucket - phase) / size)
                .Select(g => new { g.Key, Count = g.Sum(t => t.Count) })
                .ToListAsync(cancel);
            cells.AddRange(sums.Select(s => (new TallyMark(measure, (s.Key * size) + phase, 0, 0), s.Count)));
        }
    }

    private async Task AddDueAsync(IQueryable<Tally> tallies, DashboardTimes times, CancellationToken cancel)
    {
        var due = tallies.Where(t => t.Measure == Measure.OpenByDue);
        var (present, period, end) = (times.Present, times.Period, times.DueEdges[^1]);
        var past = await due
            .Where(t => t.Bucket < present)
            .GroupBy(t => new { t.HandlerId, InPeriod = t.Bucket >= period })
            .Select(g => new { g.Key.HandlerId, g.Key.InPeriod, Count = g.Sum(t => t.Count) })
            .ToListAsync(cancel);
        cells.AddRange(past.Select(s => (new TallyMark(Measure.OpenByDue, (s.InPeriod ? present : period) - 1, 0, s.HandlerId), s.Count)));
        var next = await due
            .Where(t => t.Bucket >= present && t.Bucket < end)
            .GroupBy(t => t.Bucket)
            .Select(g => new { g.Key, Count = g.Sum(t => t.Count) })
            .ToListAsync(cancel);
        cells.AddRange(next.Select(s => (new TallyMark(Measure.OpenByDue, s.Key, 0, 0), s.Count)));
    }

    private async Task AddAgesAsync(IQueryable<Tally> tallies, DashboardTimes times, CancellationToken cancel)
    {
        var (first, second, third, last) = (times.AgeEdges[0], times.AgeEdges[1], times.AgeEdges[2], times.AgeEdges[3]);
        var sums = await tallies
            .Where(t => t.Measure == Measure.OpenByReceipt && t.Bucket >= last)
            .GroupBy(t => t.Bucket >= first ? first : t.Bucket >= second ? second : t.Bucket >= third ? third : last)
            .Select(g => new { g.Key, Count = g.Sum(t => t.Count) })
            .ToListAsync(cancel);
        cells.AddRange(sums.Select(s => (new TallyMark(Measure.OpenByReceipt, s.Key, 0, 0), s.Count)));
    }

    private async Task TakeOffAsync(HubContext db, long me, long? department, CancellationToken cancel)
    {
        var mine = await db.Cases
            .Where(c => c.ConcernsStaffId == me && (department == null || c.DepartmentId == department))
            .Select(c => new
            {
                Case = new CaseFigures(c.State, c.DepartmentId, c.HandlerId, c.ReceivedAt, c.DecidedAt, c.DueAt, Array.Empty<ValueTuple<Instant, bool>>()),
                Met = c.Promises.Where(p => p.MetAt != null).Select(p => new { At = p.MetAt!.Value, Kept = p.Kept == true }).ToList(),
            })
            .ToListAsync(cancel);
        cells.AddRange(mine
            .SelectMany(c => TallyMark.Of(c.Case with { Met = [.. c.Met.Select(p => (p.At, p.Kept))] }))
            .Select(mark => (mark, -1L)));
    }
}
