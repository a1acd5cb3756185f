using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Walks the open periods of a calendar in time order without allocating. It goes zone interval by zone interval (a stretch
/// with one UTC offset) and day by day within: so a skipped hour is never counted, a repeated hour is counted twice if the
/// wall clock shows an open time both times, and order holds even where clocks go back across midnight.
/// </summary>
internal struct OpenPeriodWalk
{
    private static readonly Duration OneDay = Duration.FromDays(1);

    private readonly BusinessCalendar calendar;
    private readonly Instant to;
    private Instant offsetStart;
    private Instant offsetEnd;
    private LocalDate date;
    private Instant midnight;
    private OpenWindow[] windows = [];
    private int next;

    /// <summary>Periods between the two instants, clipped to them; none when the second is not after the first.</summary>
    public OpenPeriodWalk(BusinessCalendar calendar, Instant from, Instant to)
    {
        this.calendar = calendar;
        this.to = to;
        offsetEnd = from;
        midnight = from;
        if (from < to)
        {
            EnterOffset();
        }
    }

    public OpenPeriod Current { get; private set; }

    /// <summary>The local date of <see cref="Current"/>.</summary>
    public readonly LocalDate Date => date;

    /// <summary>The next period. Periods of two windows that touch are not joined here.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            while (next < windows.Length)
            {
                var window = windows[next++];
                var start = Instant.Max(midnight + Duration.FromMinutes(window.StartMinute), offsetStart);
                var end = Instant.Min(midnight + Duration.FromMinutes(window.EndMinute), offsetEnd);
                if (start < end)
                {
                    Current = new OpenPeriod(start, end);
                    return true;
                }
            }

            if (midnight + OneDay < offsetEnd)
            {
                EnterDay(date.PlusDays(1), midnight + OneDay);
            }
            else if (offsetEnd < to)
            {
                EnterOffset();
            }
            else
            {
                return false;
            }
        }
    }

    private void EnterOffset()
    {
        offsetStart = offsetEnd;
        var interval = calendar.Zone.GetZoneInterval(offsetStart);
        offsetEnd = interval.HasEnd ? Instant.Min(interval.End, to) : to;
        var date = offsetStart.WithOffset(interval.WallOffset).Date;
        EnterDay(date, date.AtMidnight().WithOffset(interval.WallOffset).ToInstant());
    }

    private void EnterDay(LocalDate date, Instant midnight)
    {
        this.date = date;
        this.midnight = midnight;
        windows = calendar.HoursOn(date);
        next = 0;
    }
}
