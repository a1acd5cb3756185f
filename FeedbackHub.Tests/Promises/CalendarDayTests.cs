using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>What each date of a calendar is, and what becomes of it by a list.</summary>
public class CalendarDayTests
{
    private static readonly BusinessCalendar Calendar = BusinessCalendar.Default;
    private static readonly OpenWindow Morning = new(510, 720);
    private static readonly OpenWindow Afternoon = new(810, 1050);

    [Theory]
    [InlineData("2026-03-02", CalendarDayKind.Open, "08:30-12:00, 13:30-17:30", null)]
    [InlineData("2026-03-07", CalendarDayKind.ClosedWeekly, "", null)]
    [InlineData("2026-10-01", CalendarDayKind.Holiday, "", "国庆节 National Day")]
    [InlineData("2026-10-10", CalendarDayKind.WorkedInstead, "08:30-12:00, 13:30-17:30", "调休 exchanged working day")]
    public void A_date_says_what_it_is(string date, CalendarDayKind kind, string hours, string? name)
    {
        var day = Calendar.DayOn(Date(date));
        Assert.Equal((kind, hours, name), (day.Kind, string.Join(", ", day.Windows), day.Name));
    }

    [Theory]
    [InlineData("14:00-24:00", "08:30-12:00, 13:30-14:00", CalendarDayKind.Closure)]
    [InlineData("00:00-12:00", "13:30-17:30", CalendarDayKind.Closure)]
    [InlineData("09:00-10:00", "08:30-09:00, 10:00-12:00, 13:30-17:30", CalendarDayKind.Closure)]
    [InlineData("11:00-14:30", "08:30-11:00, 14:30-17:30", CalendarDayKind.Closure)]
    [InlineData("12:00-13:30", "08:30-12:00, 13:30-17:30", CalendarDayKind.Open)]
    [InlineData("18:00-24:00", "08:30-12:00, 13:30-17:30", CalendarDayKind.Open)]
    [InlineData("00:00-24:00", "", CalendarDayKind.Holiday)]
    public void A_closure_takes_its_time_out_of_the_day(string closed, string left, CalendarDayKind kind)
    {
        var change = Merge(new ListedDay(Date("2026-03-02"), ListedKind.ClosedPart, "Event") { Windows = [Window(closed)] });
        Assert.Equal((left, kind), (string.Join(", ", change.After.Windows), change.After.Kind));
        Assert.Equal(kind == CalendarDayKind.Open ? DayOutcome.Same : DayOutcome.Added, change.Outcome);
    }

    [Fact]
    public void Closures_of_one_date_add_up_and_the_rest_of_a_short_day_is_a_closure()
    {
        var date = Date("2026-03-02");
        var change = Assert.Single(CalendarMerge.Of(Calendar,
        [
            new ListedDay(date, ListedKind.ClosedPart) { Windows = [Window("08:30-10:00")] },
            new ListedDay(date, ListedKind.ClosedPart) { Windows = [Window("16:00-24:00")] },
        ]));
        Assert.Equal("10:00-12:00, 13:30-16:00", string.Join(", ", change.After.Windows));
        Assert.Equal(CalendarDayKind.Closure, Merge(new ListedDay(date, ListedKind.Worked) { Windows = [Morning] }).After.Kind);
        Assert.Equal(CalendarDayKind.WorkedInstead, Merge(new ListedDay(date, ListedKind.Worked) { Windows = [Morning, Afternoon, Window("18:00-20:00")] }).After.Kind);
    }

    [Fact]
    public void A_list_adds_replaces_and_leaves_what_is_so_already()
    {
        var changes = CalendarMerge.Of(Calendar,
        [
            new ListedDay(Date("2026-12-24"), ListedKind.Closed, "Founders' day") { Line = 4 },
            new ListedDay(Date("2026-10-01"), ListedKind.Closed),
            new ListedDay(Date("2026-10-02"), ListedKind.Worked),
            new ListedDay(Date("2026-10-10"), ListedKind.Closed, "Open day"),
            new ListedDay(Date("2026-12-26"), ListedKind.Worked),
            new ListedDay(Date("2026-12-28"), ListedKind.Worked),
        ]);
        Assert.Equal(
            [
                ("2026-10-01", DayOutcome.Same, CalendarDayKind.Holiday), ("2026-10-02", DayOutcome.Replaced, CalendarDayKind.Open),
                ("2026-10-10", DayOutcome.Replaced, CalendarDayKind.Holiday), ("2026-12-24", DayOutcome.Added, CalendarDayKind.Holiday),
                ("2026-12-26", DayOutcome.Added, CalendarDayKind.WorkedInstead), ("2026-12-28", DayOutcome.Same, CalendarDayKind.Open),
            ],
            changes.Select(c => (c.Before.Date.ToString("uuuu-MM-dd", null), c.Outcome, c.After.Kind)));
        Assert.Equal(4, changes[3].Line);
        Assert.Equal([Morning, Afternoon], changes[4].After.Windows);
    }

    private static DayChange Merge(ListedDay day) => Assert.Single(CalendarMerge.Of(Calendar, [day]));

    private static OpenWindow Window(string text) => OpenWindow.TryParse(text, out var window) ? window : throw new ArgumentException(text);

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
