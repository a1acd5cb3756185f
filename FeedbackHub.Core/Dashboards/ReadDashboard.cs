using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// Reads the dashboard. It adds up tallies and looks at a handful of cases through an index; none of its queries grows with
/// the number of cases. What is past its time is exact to the moment: past quarters of an hour from the tallies, and the
/// present one counted.
/// </summary>
public sealed class ReadDashboard(HubDatabase database, PromiseBook promises) : IUseCase<ReadDashboard.Request, DashboardFigures>
{
    /// <summary>The periods that can be asked for, in days.</summary>
    public static readonly IReadOnlyList<int> Periods = [1, 7, 30, 90];

    private const int OldestShown = 10;

    private static readonly CaseState[] Finished = [.. Enum.GetValues<CaseState>().Where(s => !s.IsOpen())];

    /// <summary>Of which department (null: all), over how many days, today included.</summary>
    public sealed record Request(long? DepartmentId = null, int Days = 7);

    /// <inheritdoc />
    public static string Requires => Permissions.DashboardRead;

    /// <inheritdoc />
    public async Task<Result<DashboardFigures>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        if (!Periods.Contains(request.Days))
        {
            return new Invalid(nameof(Request.Days), "Choose");
        }

        return await database.ReadAtOneMomentAsync<Result<DashboardFigures>>(
            async db =>
            {
                var calendar = (await promises.CurrentAsync(db, cancel)).Calendar;
                var times = new DashboardTimes(database.Now, calendar.Zone, request.Days);
                var departments = await db.Departments.OrderBy(d => d.Id).Select(d => new DepartmentName(d.Id, d.Name)).ToListAsync(cancel);
                if (request.DepartmentId is { } id && departments.TrueForAll(d => d.Id != id))
                {
                    return new NotFound();
                }

                var sheet = await TallySheet.ReadAsync(db, actor, request.DepartmentId, times, cancel);
                var justOverdue = await JustOverdueAsync(db, actor, request.DepartmentId, times, cancel);
                return new DashboardFigures
                {
                    At = times.Now,
                    Calendar = calendar,
                    Today = times.Today,
                    Since = Tally.StartOf(times.Period),
                    Departments = departments,
                    Open = Open(sheet),
                    Promises = Promises(sheet, justOverdue, times),
                    Due = Due(sheet, justOverdue, times),
                    Hours = Hours(sheet, times),
                    Days = Days(sheet, times),
                    Ages = Ages(sheet, times),
                    Load = await LoadAsync(db, request.DepartmentId, sheet, justOverdue, times, cancel),
                    Oldest = await OldestAsync(db, actor, request.DepartmentId, cancel),
                };
            },
            cancel);
    }

    /// <summary>By handler (0: nobody): what fell due within the present quarter of an hour, which the tallies cannot tell.</summary>
    private static Task<Dictionary<long, long>> JustOverdueAsync(
        HubContext db, Actor actor, long? department, DashboardTimes times, CancellationToken cancel)
    {
        var (quarter, now, me) = (Tally.StartOf(times.Present), times.Now, actor.StaffId);
        var cases = db.Cases.Where(c => c.OnDesk && c.DueAt >= quarter && c.DueAt < now && !Finished.Contains(c.State));
        cases = department is { } id ? cases.Where(c => c.DepartmentId == id) : cases;
        return cases.Where(c => me == null || c.ConcernsStaffId == null || c.ConcernsStaffId != me)
            .GroupBy(c => c.HandlerId ?? 0)
            .Select(g => new { g.Key, Count = g.LongCount() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
    }

    private static List<OpenCount> Open(TallySheet sheet) =>
        [.. sheet.Of(Measure.OpenByState)
            .GroupBy(c => (c.Mark.DepartmentId, c.Mark.Bucket))
            .Select(g => new OpenCount(g.Key.DepartmentId, (CaseState)g.Key.Bucket, g.Sum(c => c.Count)))
            .Where(o => o.Count > 0)
            .OrderBy(o => o.DepartmentId).ThenBy(o => o.State)];

    private static PromiseOutcomes Promises(TallySheet sheet, Dictionary<long, long> justOverdue, DashboardTimes times)
    {
        long InPeriod(Measure measure) => sheet.Between(measure, times.DayEdges).Zip(times.DayEdges).Where(d => d.Second >= times.Period).Sum(d => d.First);
        var owed = sheet.Of(Measure.OpenByDue).Where(c => c.Mark.Bucket >= times.Period && c.Mark.Bucket < times.Present).Sum(c => c.Count);
        return new PromiseOutcomes(InPeriod(Measure.Kept), InPeriod(Measure.Broken), owed + justOverdue.Values.Sum());
    }

    private static DueFigures Due(TallySheet sheet, Dictionary<long, long> justOverdue, DashboardTimes times)
    {
        var just = justOverdue.Values.Sum();
        var past = sheet.Of(Measure.OpenByDue).Where(c => c.Mark.Bucket < times.Present).Sum(c => c.Count);
        var ahead = sheet.Between(Measure.OpenByDue, times.DueEdges);
        return new DueFigures(past + just, ahead[0] - just, [.. ahead.Skip(1).Select((count, day) => new DueDay(times.Today.PlusDays(day + 1), count))]);
    }

    private static List<HourFlow> Hours(TallySheet sheet, DashboardTimes times)
    {
        var (received, resolved) = (sheet.Between(Measure.Received, times.HourEdges), sheet.Between(Measure.Resolved, times.HourEdges));
        return [.. received.Select((count, hour) => new HourFlow(Tally.StartOf(times.HourEdges[hour]), count, resolved[hour]))];
    }

    private static List<DayFlow> Days(TallySheet sheet, DashboardTimes times)
    {
        var (received, resolved) = (sheet.Between(Measure.Received, times.DayEdges), sheet.Between(Measure.Resolved, times.DayEdges));
        var (kept, late) = (sheet.Between(Measure.Kept, times.DayEdges), sheet.Between(Measure.Broken, times.DayEdges));
        var first = times.Today.PlusDays(1 - received.Length);
        return [.. received.Select((count, day) => new DayFlow(first.PlusDays(day), count, resolved[day], kept[day], late[day]))];
    }

    private static List<AgeBand> Ages(TallySheet sheet, DashboardTimes times)
    {
        var open = sheet.Of(Measure.OpenByState).Sum(c => c.Count);
        var young = sheet.Between(Measure.OpenByReceipt, times.AgeEdges);
        var bands = new List<AgeBand>();
        NodaTime.Instant? before = null;
        for (var age = 0; age < young.Length; age++)
        {
            // The youngest first; their edges come last.
            var since = Tally.StartOf(times.AgeEdges[^(age + 2)]);
            bands.Add(new AgeBand(DashboardTimes.AgeDays[age], since, before, young[^(age + 1)]));
            before = since;
        }

        bands.Add(new AgeBand(null, null, before, open - bands.Sum(b => b.Count)));
        return bands;
    }

    private static async Task<List<HandlerLoad>> LoadAsync(
        HubContext db, long? department, TallySheet sheet, Dictionary<long, long> justOverdue, DashboardTimes times, CancellationToken cancel)
    {
        var open = sheet.Of(Measure.OpenByState).ToLookup(c => c.Mark.HandlerId);
        var overdue = sheet.Of(Measure.OpenByDue).Where(c => c.Mark.Bucket < times.Present).ToLookup(c => c.Mark.HandlerId, c => c.Count);
        var busy = open.Select(o => o.Key).ToList();
        var people = await db.Staff
            .Where(s => busy.Contains(s.Id) || (!s.Disabled && (s.Roles & Roles.Handler) != 0 && (department == null || s.Departments.Any(d => d.DepartmentId == department))))
            .Select(s => new { s.Id, s.Name, s.Disabled })
            .ToListAsync(cancel);

        HandlerLoad Of(long id, string name, bool disabled) => new(
            id == 0 ? null : id, name, disabled, open[id].Sum(c => c.Count), overdue[id].Sum() + justOverdue.GetValueOrDefault(id),
            open[id].Where(c => c.Mark.Bucket == (long)CaseState.WaitingForCustomer).Sum(c => c.Count));
        return
        [
            Of(0, "", false),
            .. people.Select(p => Of(p.Id, p.Name, p.Disabled)).Where(l => l.Open > 0 || !l.Disabled).OrderByDescending(l => l.Open).ThenBy(l => l.Name, StringComparer.Ordinal),
        ];
    }

    private static Task<List<OldCase>> OldestAsync(HubContext db, Actor actor, long? department, CancellationToken cancel)
    {
        var cases = db.Cases.VisibleTo(actor).Where(c => c.OnDesk && !Finished.Contains(c.State));
        return (department is { } id ? cases.Where(c => c.DepartmentId == id) : cases)
            .OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id)
            .Take(OldestShown)
            .Select(c => new OldCase
            {
                Id = c.Id,
                Number = c.Number,
                Subject = c.Subject,
                State = c.State,
                Severity = c.Severity,
                DepartmentId = c.DepartmentId,
                Handler = db.Staff.Where(s => s.Id == c.HandlerId).Select(s => s.Name).FirstOrDefault(),
                ReceivedAt = c.ReceivedAt,
                DueAt = c.DueAt,
                DuePromise = c.DuePromise,
            })
            .ToListAsync(cancel);
    }
}
