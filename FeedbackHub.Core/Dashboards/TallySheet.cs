using System.Text.Json;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// The tallies a dashboard needs, read by ranges of their key and added up in the database. What the cases about the reader
/// contribute is taken off again: there are few of them, and an index finds them.
/// </summary>
internal sealed class TallySheet
{
    private readonly List<(TallyMark Mark, long Count)> cells = [];
    private readonly Dictionary<(Measure Measure, long From, long Until), long> sums = [];

    private TallySheet() { }

    /// <summary>Reads the sheet, of one department or all.</summary>
    public static async Task<TallySheet> ReadAsync(HubContext db, Actor actor, long? department, DashboardTimes times, CancellationToken cancel)
    {
        var sheet = new TallySheet();
        var tallies = department is { } id ? db.Tallies.Where(t => t.DepartmentId == id) : db.Tallies;
        await sheet.AddOpenAsync(tallies, cancel);
        await sheet.AddOverdueAsync(tallies, times, cancel);
        await sheet.AddSumsAsync(db, department, times, cancel);
        if (actor.StaffId is { } me)
        {
            await sheet.TakeOffAsync(db, me, department, cancel);
        }

        return sheet;
    }

    /// <summary>The cells of a measure of what is open now.</summary>
    public IEnumerable<(TallyMark Mark, long Count)> Of(Measure measure) => cells.Where(c => c.Mark.Measure == measure);

    /// <summary>The sums of a measure between each of some edges and the next: hours, days, ages.</summary>
    public long[] Between(Measure measure, IReadOnlyList<long> edges) =>
        [.. Ranges(edges).Select(r => sums[(measure, r.From, r.Until)])];

    private static IEnumerable<(long From, long Until)> Ranges(IReadOnlyList<long> edges) => edges.Zip(edges.Skip(1));

    private async Task AddOpenAsync(IQueryable<Tally> tallies, CancellationToken cancel) =>
        cells.AddRange((await tallies.Where(t => t.Measure == Measure.OpenByState).ToListAsync(cancel))
            .Select(t => (new TallyMark(t.Measure, t.Bucket, t.DepartmentId, t.HandlerId), t.Count)));

    /// <summary>Before and within the period by handler, as if all of it fell due in the last quarter of either.</summary>
    private async Task AddOverdueAsync(IQueryable<Tally> tallies, DashboardTimes times, CancellationToken cancel)
    {
        var (present, period) = (times.Present, times.Period);
        var past = await tallies
            .Where(t => t.Measure == Measure.OpenByDue && t.Bucket < present)
            .GroupBy(t => new { t.HandlerId, InPeriod = t.Bucket >= period })
            .Select(g => new { g.Key.HandlerId, g.Key.InPeriod, Count = g.Sum(t => t.Count) })
            .ToListAsync(cancel);
        cells.AddRange(past.Select(s => (new TallyMark(Measure.OpenByDue, (s.InPeriod ? present : period) - 1, 0, s.HandlerId), s.Count)));
    }

    private async Task AddSumsAsync(HubContext db, long? department, DashboardTimes times, CancellationToken cancel)
    {
        // One walk along the key for each range: grouping in the database would sort tens of thousands of rows first.
        var flows = Ranges(times.DayEdges).Concat(Ranges(times.HourEdges)).ToList();
        var asked = new[] { Measure.Received, Measure.Resolved, Measure.Kept, Measure.Broken }
            .SelectMany(measure => flows.Select(r => Asked(measure, r)))
            .Concat(Ranges(times.DueEdges).Select(r => Asked(Measure.OpenByDue, r)))
            .Concat(Ranges(times.AgeEdges).Select(r => Asked(Measure.OpenByReceipt, r)));
        foreach (var sum in await db.Database.SqlQuery<RangeSum>(db.Dialect.SumTallies(JsonSerializer.Serialize(asked), department)).ToListAsync(cancel))
        {
            sums[((Measure)sum.Measure, sum.From, sum.Until)] = sum.Count;
        }

        static long[] Asked(Measure measure, (long From, long Until) range) => [(long)measure, range.From, range.Until];
    }

    private async Task TakeOffAsync(HubContext db, long me, long? department, CancellationToken cancel)
    {
        var mine = await db.Cases
            .Where(c => c.ConcernsStaffId == me && (department == null || c.DepartmentId == department))
            .Select(c => new
            {
                Case = new CaseFigures(c.Kind, c.State, c.DepartmentId, c.HandlerId, c.ReceivedAt, c.DecidedAt, c.DueAt, Array.Empty<MetPromise>()),
                Met = c.Promises.Where(p => p.MetAt != null).Select(p => new MetPromise(p.Kind, p.Generation, p.MetAt!.Value, p.Kept == true)).ToList(),
            })
            .ToListAsync(cancel);
        var marks = mine.SelectMany(c => TallyMark.Of(c.Case with { Met = c.Met })).ToList();
        cells.AddRange(marks.Select(mark => (mark, -1L)));
        foreach (var range in sums.Keys.ToList())
        {
            sums[range] -= marks.Count(m => m.Measure == range.Measure && m.Bucket >= range.From && m.Bucket < range.Until);
        }
    }

    private sealed record RangeSum(int Measure, long From, long Until, long Count);
}
