using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>What is counted. The numbers are stored.</summary>
public enum Measure
{
    /// <summary>Open cases; the bucket is the <see cref="CaseState"/>.</summary>
    OpenByState = 1,

    /// <summary>Cases received; the bucket is the quarter of an hour.</summary>
    Received = 2,

    /// <summary>Cases that stand decided; the bucket is the quarter of an hour of the decision.</summary>
    Resolved = 3,

    /// <summary>Open cases whose next promise runs; the bucket is the quarter of an hour in which it is due.</summary>
    OpenByDue = 4,

    /// <summary>Open cases; the bucket is the quarter of an hour of receipt.</summary>
    OpenByReceipt = 5,

    /// <summary>Promises met in time; the bucket is the quarter of an hour in which they were met.</summary>
    Kept = 6,

    /// <summary>Promises met too late; the bucket is the quarter of an hour in which they were met.</summary>
    Broken = 7,

    /// <summary>
    /// Promises met, in time or not, by what they were about: the bucket is the day of UTC in which they were met, the department
    /// is 0 for all, and in the handler's place stands a <see cref="MetMark"/>.
    /// </summary>
    Met = 8,
}

/// <summary>
/// A figure kept in the transaction of every change, so that the dashboard never counts cases: it adds up at most some
/// thousands of these, however many cases there are. Time is counted in quarters of an hour because every time zone in use
/// is off UTC by a multiple of that: so hours and days add up exactly in all of them.
/// </summary>
public sealed class Tally
{
    private const long QuartersPerDay = 24 * 4;
    private const long TicksPerQuarter = 15 * NodaConstants.TicksPerMinute;

    /// <summary>What is counted.</summary>
    public Measure Measure { get; internal set; }

    /// <summary>A state, or a quarter of an hour counted from 1970 UTC, as <see cref="Dashboards.Measure"/> says.</summary>
    public long Bucket { get; internal set; }

    /// <summary>The owning department.</summary>
    public long DepartmentId { get; internal set; }

    /// <summary>The handler where the measure is kept by handler, else 0; 0 also for nobody. What was met, where that is measured.</summary>
    public long HandlerId { get; internal set; }

    /// <summary>How many.</summary>
    public long Count { get; internal set; }

    /// <summary>The quarter of an hour, counted from 1970 UTC, that holds an instant.</summary>
    public static long QuarterOf(Instant at)
    {
        var (quarter, rest) = Math.DivRem(at.ToUnixTimeTicks(), TicksPerQuarter);
        return rest < 0 ? quarter - 1 : quarter;
    }

    /// <summary>The day of UTC, counted from 1970, that holds an instant.</summary>
    public static long DayOf(Instant at)
    {
        var (day, rest) = Math.DivRem(QuarterOf(at), QuartersPerDay);
        return rest < 0 ? day - 1 : day;
    }

    /// <summary>When a day of UTC begins.</summary>
    public static Instant StartOfDay(long day) => StartOf(day * QuartersPerDay);

    /// <summary>When a quarter of an hour begins.</summary>
    public static Instant StartOf(long quarter) => Instant.FromUnixTimeTicks(quarter * TicksPerQuarter);
}

/// <summary>Where one case counts. A pure function: the tallies move by the difference of before and after.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="Bucket">In which bucket.</param>
/// <param name="DepartmentId">For which department.</param>
/// <param name="HandlerId">For which handler, 0 for none.</param>
public readonly record struct TallyMark(Measure Measure, long Bucket, long DepartmentId, long HandlerId)
{
    /// <summary>All marks of a case as it stands.</summary>
    public static IEnumerable<TallyMark> Of(CaseFigures figures)
    {
        yield return new(Measure.Received, Tally.QuarterOf(figures.ReceivedAt), figures.DepartmentId, 0);
        if (figures.State.IsOpen())
        {
            yield return new(Measure.OpenByState, (long)figures.State, figures.DepartmentId, figures.HandlerId ?? 0);
            yield return new(Measure.OpenByReceipt, Tally.QuarterOf(figures.ReceivedAt), figures.DepartmentId, 0);
            if (figures.DueAt is { } due)
            {
                yield return new(Measure.OpenByDue, Tally.QuarterOf(due), figures.DepartmentId, figures.HandlerId ?? 0);
            }
        }
        else if (figures.State != CaseState.Withdrawn && figures.DecidedAt is { } decided)
        {
            yield return new(Measure.Resolved, Tally.QuarterOf(decided), figures.DepartmentId, 0);
        }

        foreach (var met in figures.Met)
        {
            yield return new(met.Kept ? Measure.Kept : Measure.Broken, Tally.QuarterOf(met.At), figures.DepartmentId, 0);
            yield return new(Measure.Met, Tally.DayOf(met.At), 0, MetMark.Of(figures, met).Code);
        }
    }
}

/// <summary>The facts of a case that the tallies depend on.</summary>
public sealed record CaseFigures(
    CaseKind Kind,
    CaseState State,
    long DepartmentId,
    long? HandlerId,
    Instant ReceivedAt,
    Instant? DecidedAt,
    Instant? DueAt,
    IReadOnlyList<MetPromise> Met);

/// <summary>A promise that was met.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Generation">The how manieth of its kind in the case.</param>
/// <param name="At">When it was met.</param>
/// <param name="Kept">In time.</param>
public readonly record struct MetPromise(PromiseKind Kind, int Generation, Instant At, bool Kept);
