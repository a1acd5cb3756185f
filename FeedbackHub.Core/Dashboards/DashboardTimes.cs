using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// The edges between which the dashboard adds up, as quarters of an hour (<see cref="Tally.QuarterOf"/>): the hours and days
/// of a zone. Zones in use are off UTC by whole quarters, so these edges are exact.
/// </summary>
internal sealed class DashboardTimes
{
    /// <summary>The hours charted.</summary>
    public const int HoursShown = 24;

    /// <summary>The days ahead of which it says what falls due.</summary>
    public const int DaysAhead = 7;

    /// <summary>The ages told apart, in days.</summary>
    public static readonly IReadOnlyList<int> AgeDays = [1, 3, 7, 30];

    private const int FewestDays = 7;
    private const int PerHour = 4;
    private const int PerDay = 24 * PerHour;

    public DashboardTimes(Instant now, DateTimeZone zone, int days)
    {
        Now = now;
        Zone = zone;
        Today = now.InZone(zone).Date;
        Present = Tally.QuarterOf(now);
        Period = StartOf(Today.PlusDays(1 - days));
        var charted = Math.Max(days, FewestDays);
        DayEdges = [.. Enumerable.Range(1 - charted, charted + 1).Select(d => StartOf(Today.PlusDays(d)))];
        DueEdges = [Present, .. Enumerable.Range(1, DaysAhead + 1).Select(d => StartOf(Today.PlusDays(d)))];
        var hour = Present - Modulo(Present - PhaseAt(now), PerHour);
        HourEdges = [.. Enumerable.Range(1 - HoursShown, HoursShown + 1).Select(h => hour + (h * PerHour))];
        AgeEdges = [.. AgeDays.Reverse().Select(d => Present - ((long)d * PerDay)), long.MaxValue];
    }

    /// <summary>The present moment.</summary>
    public Instant Now { get; }

    /// <summary>The company's zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The date there.</summary>
    public LocalDate Today { get; }

    /// <summary>The present quarter.</summary>
    public long Present { get; }

    /// <summary>Where the period begins: at midnight.</summary>
    public long Period { get; }

    /// <summary>Where the charted days begin, and where the last one, today, ends.</summary>
    public IReadOnlyList<long> DayEdges { get; }

    /// <summary>Where the charted hours begin, and where the last one ends.</summary>
    public IReadOnlyList<long> HourEdges { get; }

    /// <summary>The present quarter, the end of today, the ends of the days ahead.</summary>
    public IReadOnlyList<long> DueEdges { get; }

    /// <summary>The first quarter that is no older than each of <see cref="AgeDays"/>, from the oldest on, and the end of time.</summary>
    public IReadOnlyList<long> AgeEdges { get; }

    private long StartOf(LocalDate date) => Tally.QuarterOf(Zone.AtStartOfDay(date).ToInstant());

    /// <summary>Where the zone's hours begin, in quarters after the hours of UTC.</summary>
    private long PhaseAt(Instant at) => Modulo(-Zone.GetUtcOffset(at).Seconds / (15 * 60), PerHour);

    private static long Modulo(long value, long by) => ((value % by) + by) % by;
}
