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

    private readonly BusinessCalendar _calendar;
    private readonly Instant _to;
    private Instant _offsetStart;
    private Instant _offsetEnd;
    private LocalDate _date;
    private Instant _midnight;
    private OpenWindow[] _windows = [];
    private int _next;

    /// <summary>Periods between the two instants, clipped to them.</summary>
    public OpenPeriodWalk(BusinessCalendar calendar, Instant from, Instant to)
    {
        _calendar = calendar;
        _to = to;
        _offsetEnd = from;
        if (from < to)
        {
            EnterOffset();
        }
    }

    public OpenPeriod Current { get; private set; }

    /// <summary>The next period. Periods of two windows that touch are not joined here.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            while (_next < _windows.Length)
            {
                var window = _windows[_next++];
                var start = Instant.Max(_midnight + Duration.FromMinutes(window.StartMinute), _offsetStart);
                var end = Instant.Min(_midnight + Duration.FromMinutes(window.EndMinute), _offsetEnd);
                if (start < end)
                {
                    Current = new OpenPeriod(start, end);
                    return true;
                }
            }

            if (_midnight + OneDay < _offsetEnd)
            {
                EnterDay(_date.PlusDays(1), _midnight + OneDay);
            }
            else if (_offsetEnd < _to)
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
        _offsetStart = _offsetEnd;
        var interval = _calendar.Zone.GetZoneInterval(_offsetStart);
        _offsetEnd = interval.HasEnd ? Instant.Min(interval.End, _to) : _to;
        var date = _offsetStart.WithOffset(interval.WallOffset).Date;
        EnterDay(date, date.AtMidnight().WithOffset(interval.WallOffset).ToInstant());
    }

    private void EnterDay(LocalDate date, Instant midnight)
    {
        _date = date;
        _midnight = midnight;
        _windows = _calendar.HoursOn(date);
        _next = 0;
    }
}
