using FeedbackHub.Core.Dashboards;
using NodaTime;

namespace FeedbackHub.App.Dashboard;

/// <summary>An hour of the timeline.</summary>
/// <param name="Hour">The hour on the company's clock in which it begins.</param>
/// <param name="Day">The how manieth of the days shown.</param>
/// <param name="From">What is due then, or later, stands in it. What falls due while it is closed stands in the next hour that is open.</param>
/// <param name="Before">What is due then, or later, does not.</param>
public sealed record TimelineHour(int Hour, int Day, Instant From, Instant Before);

/// <summary>What is due with one handler, with nobody, or in one department.</summary>
/// <param name="HandlerId">Whose; null for nobody, or a department.</param>
/// <param name="DepartmentId">Which department's; null for people.</param>
/// <param name="Due">All that is due, drawn or not.</param>
/// <param name="Hours">What is drawn in each hour.</param>
public sealed record TimelineLane(long? HandlerId, long? DepartmentId, long Due, IReadOnlyList<IReadOnlyList<DueCase>> Hours);

/// <summary>The promises due until the next working day ends, laid out by hour and lane.</summary>
public sealed class DueTimeline
{
    private static readonly Duration OneHour = Duration.FromHours(1);

    private DueTimeline(IReadOnlyList<TimelineHour> hours, IReadOnlyList<TimelineLane> lanes) => (Hours, Lanes) = (hours, lanes);

    /// <summary>The hours of the days shown, one after another.</summary>
    public IReadOnlyList<TimelineHour> Hours { get; }

    /// <summary>What lies with nobody first, then where the most is due.</summary>
    public IReadOnlyList<TimelineLane> Lanes { get; }

    /// <summary>Lays it out.</summary>
    public static DueTimeline Of(Outlook outlook, LaneBy by)
    {
        var hours = HoursOf(outlook);
        var people = outlook.Expected.SelectMany(e => e.People).Where(p => p.Due > 0);
        var lanes = by == LaneBy.Handler
            ? people.GroupBy(p => p.HandlerId).Select(g => new TimelineLane(g.Key, null, g.Sum(p => p.Due), Cells(outlook.Next.Where(c => c.HandlerId == g.Key))))
            : outlook.Expected.Where(e => e.Due > 0)
                .Select(e => new TimelineLane(null, e.DepartmentId, e.Due, Cells(outlook.Next.Where(c => c.DepartmentId == e.DepartmentId))));
        return new DueTimeline(hours, [.. lanes.OrderBy(l => l.HandlerId is not null).ThenByDescending(l => l.Due).ThenBy(l => l.HandlerId ?? l.DepartmentId)]);

        IReadOnlyList<IReadOnlyList<DueCase>> Cells(IEnumerable<DueCase> cases)
        {
            var its = cases.ToLookup(c => hours.FindIndex(h => c.DueAt < h.Before));
            return [.. Enumerable.Range(0, hours.Count).Select(hour => its[hour].ToList())];
        }
    }

    /// <summary>Each day from the hour it opens in, or the present one, to its closing; what is due as it closes belongs to its last hour.</summary>
    private static List<TimelineHour> HoursOf(Outlook outlook)
    {
        var (hours, from) = (new List<TimelineHour>(), outlook.At);
        foreach (var (index, day) in outlook.Days.Index())
        {
            var start = day.Start.InZone(outlook.Calendar.Zone);
            var hour = day.Start - Duration.FromTicks(start.TimeOfDay.TickOfDay % NodaConstants.TicksPerHour);
            for (; hour < day.End; hour += OneHour)
            {
                var before = hour + OneHour < day.End ? hour + OneHour : day.End + Duration.FromTicks(10);
                hours.Add(new TimelineHour(hour.InZone(outlook.Calendar.Zone).Hour, index, from, before));
                from = before;
            }
        }

        return hours;
    }
}
