using System.Text.Json;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// The tallies a dashboard needs, read by ranges of their key and added up in the database. What the cases about the reader
/// contribute is taken off again: there are few of them, and an index finds them.
/// </summary>
internal sealed class TallySheet
{
    private readonly List<(TallyMark Mark, long Count)> cells = [];
    private readonly Dictionary<(Measure Measure, long From, long Until), long> flows = [];

    private TallySheet() { }

    /// <summary>Reads the sheet, of one department or all.</summary>
    public static async Task<TallySheet> ReadAsync(HubContext db, Actor actor, long? department, DashboardTimes times, CancellationToken cancel)
    {
        var sheet = new TallySheet();
        var tallies = department is { } id ? db.Tallies.Where(t => t.DepartmentId == id) : db.Tallies;
        await sheet.AddOpenAsync(tallies, cancel);
        await sheet.AddFlowsAsync(db, department, times, cancel);
        await sheet.AddDueAsync(tallies, times, cancel);
        await sheet.AddAgesAsync(tallies, times, cancel);
        if (actor.StaffId is { } me)
        {
            await sheet.TakeOffAsync(db, me, department, cancel);
        }

        return sheet;
    }

    /// <summary>The cells of a measure of what is open now.</summary>
    public IEnumerable<(TallyMark Mark, long Count)> Of(Measure measure) => cells.Where(c => c.Mark.Measure == measure);

    /// <summary>Of a measure of what came and went: the sums between each of the day's or hour's edges and the next.</summary>
    public long[] Flow(Measure measure, IReadOnlyList<long> edges) =>
        [.. Ranges(edges).Select(r => flows[(measure, r.From, r.Until)])];

    private static IEnumerable<(long From, long Until)> Ranges(IReadOnlyList<long> edges) => edges.Zip(edges.Skip(1));

    private async Task AddOpenAsync(IQueryable<Tally> tallies, CancellationToken cancel) =>
        cells.AddRange((await tallies.Where(t => t.Measure == Measure.OpenByState).ToListAsync(cancel))
            .Select(t => (new TallyMark(t.Measure, t.Bucket, t.DepartmentId, t.HandlerId), t.Count)));

    private async Task AddFlowsAsync(HubContext db, long? department, DashboardTimes times, CancellationToken cancel)
    {
        // One walk along the key for each range: grouping in the database would sort tens of thousands of rows first.
        var ranges = Ranges(times.DayEdges).Concat(Ranges(times.HourEdges));
        var asked = new[] { Measure.Received, Measure.Resolved, Measure.Kept, Measure.Broken }
            .SelectMany(measure => ranges.Select(r => new[] { (long)measure, r.From, r.Until }));
        var sums = await db.Database.SqlQuery<FlowSum>(db.Dialect.SumTallies(JsonSerializer.Serialize(asked), department)).ToListAsync(cancel);
        foreach (var sum in sums)
        {
            flows[((Measure)sum.Measure, sum.From, sum.Until)] = sum.Count;
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
        var marks = mine.SelectMany(c => TallyMark.Of(c.Case with { Met = [.. c.Met.Select(p => (p.At, p.Kept))] })).ToList();
        cells.AddRange(marks.Select(mark => (mark, -1L)));
        foreach (var range in flows.Keys.ToList())
        {
            flows[range] -= marks.Count(m => m.Measure == range.Measure && m.Bucket >= range.From && m.Bucket < range.Until);
        }
    }

    private sealed record FlowSum(int Measure, long From, long Until, long Count);
}
