using System.Collections.Frozen;
using System.Collections.ObjectModel;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// When work is done, in one time zone: weekly hours, dates that are closed, dates with hours of their own (R2.1.3).
/// Immutable and free of side effects. The wall clock decides: an instant is open when the local time it has in
/// <see cref="Zone"/> lies in a window of its local date. What is counted is real time elapsed while open, so a window
/// across a clock change is an hour shorter or longer, as the shift of the people who work it is.
/// </summary>
public sealed partial class BusinessCalendar
{
    /// <summary>How far ahead of its start a search for open time goes before it gives up.</summary>
    public static readonly Duration Horizon = Duration.FromDays(3653);

    private readonly OpenWindow[][] weekly;
    private readonly FrozenDictionary<LocalDate, OpenWindow[]> special;
    private BusinessCalendar? roundTheClock;

    private BusinessCalendar(
        DateTimeZone zone,
        OpenWindow[][] weekly,
        SortedDictionary<LocalDate, string?> holidays,
        SortedDictionary<LocalDate, WorkingDay> workingDays)
    {
        Zone = zone;
        this.weekly = weekly;
        Holidays = new ReadOnlyDictionary<LocalDate, string?>(holidays);
        WorkingDays = new ReadOnlyDictionary<LocalDate, WorkingDay>(workingDays);
        special = holidays.Keys.Select(date => KeyValuePair.Create(date, Array.Empty<OpenWindow>()))
            .Concat(workingDays.Select(day => KeyValuePair.Create(day.Key, day.Value.Windows.ToArray())))
            .ToFrozenDictionary();
    }

    /// <summary>The same zone with every hour of every day open.</summary>
    public BusinessCalendar RoundTheClock => roundTheClock ??= AlwaysOpen(Zone);

    /// <summary>The zone whose wall clock the windows are read on.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Closed dates with their names (a name may be absent), in order.</summary>
    public IReadOnlyDictionary<LocalDate, string?> Holidays { get; }

    /// <summary>Dates whose own hours replace the weekly ones, in order.</summary>
    public IReadOnlyDictionary<LocalDate, WorkingDay> WorkingDays { get; }

    /// <summary>The open windows of an ordinary day of the week, in order; none when it is closed.</summary>
    public IReadOnlyList<OpenWindow> WeeklyHours(IsoDayOfWeek day) => weekly[(int)day].AsReadOnly();

    /// <summary>The instant at which so much working time has elapsed.</summary>
    /// <param name="start">Where counting begins; outside the windows it begins at the next opening.</param>
    /// <param name="working">Working time, not negative. Zero gives the next open instant, which may be the start itself.</param>
    /// <returns>The earliest such instant: working time used up at closing time is due at closing time.</returns>
    /// <exception cref="CalendarExhaustedException">Not so much open time within <see cref="Horizon"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Negative working time.</exception>
    public Instant Add(Instant start, Duration working) =>
        TryAdd(start, working, out var end) ? end : throw new CalendarExhaustedException(start, working);

    /// <summary>As <see cref="Add"/>, but says no instead of throwing when there is not so much open time within <see cref="Horizon"/>.</summary>
    public bool TryAdd(Instant start, Duration working, out Instant end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(working, Duration.Zero);
        var left = working;
        var walk = new OpenPeriodWalk(this, start, start + Horizon);
        while (walk.MoveNext())
        {
            var period = walk.Current;
            if (left <= period.Length)
            {
                end = period.Start + left;
                return true;
            }

            left -= period.Length;
        }

        end = default;
        return false;
    }

    /// <summary>The instant before another from which on so much working time elapses until then: what <see cref="Add"/> undoes.</summary>
    /// <param name="end">Where counting back begins.</param>
    /// <param name="working">Working time, not negative. Zero gives the last closing, or the end itself where it is open until then.</param>
    /// <returns>The latest such instant; null where there is not so much open time within <see cref="Horizon"/>.</returns>
    public Instant? Subtract(Instant end, Duration working)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(working, Duration.Zero);
        var left = working;
        for (var (to, step) = (end, Duration.FromDays(8)); to > end - Horizon; to -= step)
        {
            foreach (var period in OpenPeriods(to - step, to).Reverse())
            {
                if (left <= period.Length)
                {
                    return period.End - left;
                }

                left -= period.Length;
            }
        }

        return null;
    }

    /// <summary>
    /// The ends of the days with open time, from the day of the first open instant at or after this one: a day ends when its last
    /// window closes. In order, for <see cref="Horizon"/>.
    /// </summary>
    internal IEnumerable<(LocalDate Date, Instant End)> DayEnds(Instant from)
    {
        var walk = new OpenPeriodWalk(this, from, from + Horizon);
        (LocalDate Date, Instant End)? day = null;
        while (walk.MoveNext())
        {
            if (day is { } before && before.Date != walk.Date)
            {
                yield return before;
            }

            day = (walk.Date, walk.Current.End);
        }
    }

    /// <summary>Working time from one instant to another; zero when the second is not after the first.</summary>
    public Duration Between(Instant from, Instant to)
    {
        var sum = Duration.Zero;
        var walk = new OpenPeriodWalk(this, from, to);
        while (walk.MoveNext())
        {
            sum += walk.Current.Length;
        }

        return sum;
    }

    /// <summary>Whether work is done at this instant. The end of a window is closed already.</summary>
    public bool IsOpen(Instant at)
    {
        var local = at.InZone(Zone);
        var minute = (local.Hour * 60) + local.Minute;
        foreach (var window in HoursOn(local.Date))
        {
            if (window.Contains(minute))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first open instant at or after this one.</summary>
    /// <exception cref="CalendarExhaustedException">None within <see cref="Horizon"/>.</exception>
    public Instant NextOpening(Instant from) => Add(from, Duration.Zero);

    /// <summary>
    /// The open periods between two instants, in order and clipped to them. Each is as long as can be: periods that touch,
    /// such as those either side of midnight or of a clock change, are one.
    /// </summary>
    public IEnumerable<OpenPeriod> OpenPeriods(Instant from, Instant to)
    {
        var walk = new OpenPeriodWalk(this, from, to);
        if (!walk.MoveNext())
        {
            yield break;
        }

        var joined = walk.Current;
        while (walk.MoveNext())
        {
            if (walk.Current.Start == joined.End)
            {
                joined = joined with { End = walk.Current.End };
                continue;
            }

            yield return joined;
            joined = walk.Current;
        }

        yield return joined;
    }

    /// <summary>The windows that hold on a date, in order.</summary>
    internal OpenWindow[] HoursOn(LocalDate date) =>
        special.TryGetValue(date, out var windows) ? windows : weekly[(int)date.DayOfWeek];
}
