using NodaTime;

namespace FeedbackHub.Tests.Promises;

/// <summary>
/// Business time the slow way: it looks at the wall clock at every minute and counts. It shares no code with the engine;
/// everything must be asked of it in whole minutes.
/// </summary>
public sealed class MinuteOracle
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    private readonly bool[] open;
    private readonly LocalDate[] dates;

    public MinuteOracle(CalendarSpec spec, Instant from, int minutes)
    {
        From = from;
        open = new bool[minutes];
        dates = new LocalDate[minutes];
        var zone = DateTimeZoneProviders.Tzdb[spec.Zone];
        for (var i = 0; i < minutes; i++)
        {
            var clock = (from + (Minute * i)).InZone(zone).LocalDateTime;
            (open[i], dates[i]) = (WallClockSaysOpen(spec, clock), clock.Date);
        }
    }

    public Instant From { get; }

    public int Minutes => open.Length;

    public Instant At(int index) => From + (Minute * index);

    public bool IsOpen(int index) => open[index];

    /// <summary>Whether a day closes with this minute: it is open, and the next open one is of another date.</summary>
    public bool IsDayEnd(int index, bool roundTheClock)
    {
        var next = index + 1;
        while (next < open.Length && !roundTheClock && !open[next])
        {
            next++;
        }

        return (roundTheClock || open[index]) && dates[index] != dates[Math.Min(next, open.Length - 1)];
    }

    /// <summary>Null when the oracle does not look that far ahead.</summary>
    public Instant? Add(int index, int minutes)
    {
        for (var i = index; i < open.Length; i++)
        {
            if (!open[i])
            {
                continue;
            }

            if (minutes == 0)
            {
                return At(i);
            }

            if (--minutes == 0)
            {
                return At(i + 1);
            }
        }

        return null;
    }

    public Duration Between(int from, int to)
    {
        var sum = Duration.Zero;
        for (var i = from; i < to; i++)
        {
            sum += open[i] ? Minute : Duration.Zero;
        }

        return sum;
    }

    private static bool WallClockSaysOpen(CalendarSpec spec, LocalDateTime clock)
    {
        var minute = (clock.Hour * 60) + clock.Minute;
        var hours = spec.WorkingDays.TryGetValue(clock.Date, out var own) ? own
            : spec.Holidays.Contains(clock.Date) ? []
            : spec.Weekly.TryGetValue(clock.Date.DayOfWeek, out var weekly) ? weekly
            : [];
        return Array.Exists(hours, window => window.Start <= minute && minute < window.End);
    }
}
