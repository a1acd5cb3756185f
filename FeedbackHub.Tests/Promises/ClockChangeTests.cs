using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>Clock changes: real elapsed time is counted while the wall clock shows an open time.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T23:00Z", 23)] // the day that lacks 02:00 to 03:00
    [InlineData("Europe/Berlin", "2026-10-24T22:00Z", 25)]
    [InlineData("America/New_York", "2026-03-08T05:00Z", 23)]
    [InlineData("America/New_York", "2026-11-01T04:00Z", 25)]
    public void A_day_around_the_clock_is_as_long_as_it_really_is(string zone, string midnight, int hours)
    {
        var calendar = (CalendarSpec.Daily(zone) with
        {
            Weekly = new Dictionary<IsoDayOfWeek, (int, int)[]> { [IsoDayOfWeek.Sunday] = [(0, 1440)] },
        }).ToCalendar();
        var start = At(midnight);
        Assert.Equal(
            [new OpenPeriod(start, start + Duration.FromHours(hours))],
            calendar.OpenPeriods(start - Duration.FromHours(30), start + Duration.FromHours(60)));
        Assert.Equal(start + Duration.FromHours(hours), calendar.Add(start, Duration.FromHours(hours)));
    }

    [Fact]
    public void A_window_that_starts_in_the_skipped_hour_opens_when_the_clock_jumps()
    {
        var calendar = CalendarSpec.Daily("Europe/Berlin", (150, 240)).ToCalendar(); // 02:30-04:00
        var opening = At("2026-03-29T01:00Z");
        Assert.Equal(opening, calendar.NextOpening(At("2026-03-29T00:00Z")));
        Assert.Equal(Duration.FromHours(1), calendar.Between(opening, opening + Duration.FromHours(12)));
    }

    [Fact]
    public void A_window_within_the_skipped_hour_does_not_open_that_day()
    {
        var calendar = CalendarSpec.Daily("Europe/Berlin", (125, 155)).ToCalendar(); // 02:05-02:35
        Assert.Empty(calendar.OpenPeriods(At("2026-03-28T23:00Z"), At("2026-03-29T22:00Z")));
    }

    [Fact]
    public void A_window_within_the_repeated_hour_opens_both_times_the_clock_shows_it()
    {
        var calendar = CalendarSpec.Daily("Europe/Berlin", (125, 155)).ToCalendar();
        Assert.Equal(
            [
                new OpenPeriod(At("2026-10-25T00:05Z"), At("2026-10-25T00:35Z")),
                new OpenPeriod(At("2026-10-25T01:05Z"), At("2026-10-25T01:35Z")),
            ],
            calendar.OpenPeriods(At("2026-10-24T22:00Z"), At("2026-10-25T22:00Z")));
    }

    [Fact]
    public void An_end_at_midnight_that_the_clock_skips_is_the_moment_of_the_jump()
    {
        var calendar = CalendarSpec.Daily("America/Sao_Paulo", (1200, 1440)).ToCalendar();
        Assert.Equal(
            [new OpenPeriod(At("2015-10-17T23:00Z"), At("2015-10-18T03:00Z"))],
            calendar.OpenPeriods(At("2015-10-17T12:00Z"), At("2015-10-18T12:00Z")));
    }

    [Fact]
    public void A_clock_set_back_across_midnight_keeps_periods_in_order()
    {
        // St. John's, 2006-10-29: at 00:01 the clock went back to 23:01 of the day before.
        var calendar = CalendarSpec.Daily("America/St_Johns", (0, 60), (1410, 1440)).ToCalendar();
        Assert.Equal(
            [
                new OpenPeriod(At("2006-10-29T02:00Z"), At("2006-10-29T02:31Z")),
                new OpenPeriod(At("2006-10-29T03:00Z"), At("2006-10-29T04:30Z")),
            ],
            calendar.OpenPeriods(At("2006-10-29T00:00Z"), At("2006-10-29T12:00Z")));
    }

    [Fact]
    public void A_date_that_never_was_is_not_counted()
    {
        // Samoa went from 29 straight to 31 December 2011.
        var calendar = CalendarSpec.Daily("Pacific/Apia", (540, 1020)).ToCalendar();
        Assert.Equal(Duration.FromHours(24), calendar.Between(At("2011-12-28T10:00Z"), At("2011-12-31T10:00Z")));
    }

    private static Instant At(string text) =>
        NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(text).Value;
}
