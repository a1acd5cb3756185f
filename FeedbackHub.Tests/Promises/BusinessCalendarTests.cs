using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar Office = CalendarSpec.Weekdays("Asia/Shanghai", (510, 720), (810, 1050)).ToCalendar();

    [Fact]
    public void Time_is_counted_across_the_lunch_break() =>
        Assert.Equal(Shanghai(2026, 3, 2, 14, 0), Office.Add(Shanghai(2026, 3, 2, 11, 30), Duration.FromHours(1)));

    [Fact]
    public void A_start_outside_the_windows_counts_from_the_next_opening() =>
        Assert.Equal(Shanghai(2026, 3, 9, 9, 30), Office.Add(Shanghai(2026, 3, 6, 20, 0), Duration.FromHours(1)));

    [Fact]
    public void Time_used_up_at_closing_is_due_at_closing() =>
        Assert.Equal(Shanghai(2026, 3, 6, 17, 30), Office.Add(Shanghai(2026, 3, 6, 16, 30), Duration.FromHours(1)));

    [Fact]
    public void No_time_at_all_is_the_next_open_instant()
    {
        Assert.Equal(Shanghai(2026, 3, 9, 8, 30), Office.Add(Shanghai(2026, 3, 6, 17, 30), Duration.Zero));
        Assert.Equal(Shanghai(2026, 3, 6, 9, 0), Office.NextOpening(Shanghai(2026, 3, 6, 9, 0)));
    }

    [Fact]
    public void A_window_is_open_at_its_start_and_closed_at_its_end()
    {
        Assert.True(Office.IsOpen(Shanghai(2026, 3, 6, 8, 30)));
        Assert.False(Office.IsOpen(Shanghai(2026, 3, 6, 12, 0)));
    }

    [Fact]
    public void A_night_shift_over_midnight_loses_no_minute()
    {
        var night = CalendarSpec.Daily("Asia/Shanghai", (0, 360), (1320, 1440)).ToCalendar();
        Assert.Equal(Duration.FromHours(8), night.Between(Shanghai(2026, 3, 2, 12, 0), Shanghai(2026, 3, 3, 12, 0)));
        Assert.Equal(
            [new OpenPeriod(Shanghai(2026, 3, 2, 22, 0), Shanghai(2026, 3, 3, 6, 0))],
            night.OpenPeriods(Shanghai(2026, 3, 2, 12, 0), Shanghai(2026, 3, 3, 12, 0)));
    }

    [Fact]
    public void A_leap_day_is_a_day_like_any_other()
    {
        var daily = CalendarSpec.Daily("Asia/Shanghai", (540, 600)).ToCalendar();
        Assert.Equal(Duration.FromHours(3), daily.Between(Shanghai(2028, 2, 28, 0, 0), Shanghai(2028, 3, 2, 0, 0)));
        Assert.Equal(Duration.FromHours(2), daily.Between(Shanghai(2027, 2, 28, 0, 0), Shanghai(2027, 3, 2, 0, 0)));
        Assert.Equal(Shanghai(2028, 2, 29, 10, 0), daily.Add(Shanghai(2028, 2, 28, 9, 30), Duration.FromMinutes(90)));
    }

    [Fact]
    public void Holidays_are_closed_and_exchanged_weekend_days_open_by_default()
    {
        Assert.False(BusinessCalendar.Default.IsOpen(Shanghai(2026, 2, 17, 10, 0)));
        Assert.True(BusinessCalendar.Default.IsOpen(Shanghai(2026, 2, 14, 10, 0)));
        Assert.False(BusinessCalendar.Default.IsOpen(Shanghai(2026, 2, 21, 10, 0)));
        Assert.Equal(Shanghai(2026, 10, 8, 8, 30), BusinessCalendar.Default.NextOpening(Shanghai(2026, 9, 30, 17, 30)));
        Assert.Equal(Shanghai(2026, 10, 10, 17, 30), BusinessCalendar.Default.Add(Shanghai(2026, 9, 30, 17, 30), Duration.FromMinutes(3 * 450)));
    }

    [Fact]
    public void A_special_working_day_has_its_own_hours_only()
    {
        var spec = CalendarSpec.Weekdays("Asia/Shanghai", (540, 1020));
        var calendar = (spec with
        {
            WorkingDays = new Dictionary<LocalDate, (int, int)[]> { [new LocalDate(2026, 3, 6)] = [(600, 660)], [new LocalDate(2026, 3, 7)] = [(600, 660)] },
        }).ToCalendar();
        Assert.Equal(Duration.FromHours(2), calendar.Between(Shanghai(2026, 3, 6, 0, 0), Shanghai(2026, 3, 9, 0, 0)));
    }

    [Fact]
    public void Far_too_much_time_is_said_not_looped_for()
    {
        var rare = (CalendarSpec.Weekdays("Asia/Shanghai") with
        {
            Weekly = new Dictionary<IsoDayOfWeek, (int, int)[]> { [IsoDayOfWeek.Monday] = [(0, 1)] },
        }).ToCalendar();
        var start = Shanghai(2026, 3, 2, 0, 0);
        Assert.False(rare.TryAdd(start, Duration.FromHours(10), out _));
        Assert.Equal(start, Assert.Throws<CalendarExhaustedException>(() => rare.Add(start, Duration.FromHours(10))).Start);
        Assert.True(rare.TryAdd(start, Duration.FromHours(8), out _));
    }

    [Fact]
    public void Negative_working_time_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Office.Add(Shanghai(2026, 3, 2, 9, 0), Duration.FromSeconds(-1)));

    [Fact]
    public void Ten_years_are_counted_without_allocating_for_each_day()
    {
        var (from, to) = (Shanghai(2026, 1, 1, 0, 0), Shanghai(2036, 1, 1, 0, 0));
        Office.Between(from, to);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Office.Between(from, to);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
    }

    private static Instant Shanghai(int year, int month, int day, int hour, int minute) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();
}
