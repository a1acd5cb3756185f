using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>Mainland China's public holidays as data, and the notice where a year of them is missing.</summary>
public class PublicHolidaysTests
{
    /// <summary>How many days are closed and worked instead by each notice, and how many of the closed ones are weekdays.</summary>
    [Theory]
    [InlineData(2024, 28, 8, "国办发明电〔2023〕7号")]
    [InlineData(2025, 28, 5, "国办发明电〔2024〕12号")]
    [InlineData(2026, 33, 6, "国办发明电〔2025〕7号")]
    public void Each_year_is_what_its_notice_says(int number, int closed, int worked, string notice)
    {
        var year = PublicHolidays.China.Single(one => one.Year == number);
        Assert.Contains(notice, year.Source, StringComparison.Ordinal);
        var kinds = year.Days.ToLookup(day => day.Kind);
        Assert.Equal((closed, worked), (kinds[ListedKind.Closed].Count(), kinds[ListedKind.Worked].Count()));
        Assert.Equal(year.Days.Count, year.Days.Select(day => day.Date).Distinct().Count());
        Assert.All(year.Days, day => Assert.Equal(number, day.Date.Year));

        // Only weekend days are worked instead, and each gives a weekday to a holiday.
        Assert.All(kinds[ListedKind.Worked], day => Assert.True(day.Date.DayOfWeek >= IsoDayOfWeek.Saturday));
    }

    [Fact]
    public void A_working_year_has_as_many_days_as_the_law_leaves()
    {
        // 11 public holidays a year until 2024, 13 since 2025 (全国年节及纪念日放假办法): what is exchanged adds up to nothing.
        int Working(int year) => Enumerable.Range(0, 366).Select(day => new LocalDate(year, 1, 1).PlusDays(day)).TakeWhile(date => date.Year == year)
            .Count(date => BusinessCalendar.Default.DayOn(date).Windows.Count > 0);
        int Weekdays(int year) => Enumerable.Range(0, 366).Select(day => new LocalDate(year, 1, 1).PlusDays(day)).TakeWhile(date => date.Year == year)
            .Count(date => date.DayOfWeek <= IsoDayOfWeek.Friday);
        Assert.Equal((11, 13, 13), (Weekdays(2024) - Working(2024), Weekdays(2025) - Working(2025), Weekdays(2026) - Working(2026)));
    }

    [Theory]
    [InlineData("2026-09-30T15:59:59Z", null, false)]
    [InlineData("2026-09-30T16:00:00Z", 2027, false)] // October in Shanghai
    [InlineData("2027-03-01T00:00:00Z", 2027, false)]
    [InlineData("2025-12-01T00:00:00Z", null, false)]
    [InlineData("2024-12-01T00:00:00Z", null, false)]
    public void The_coming_year_is_missed_from_October_on(string now, int? year, bool published) =>
        Assert.Equal(year is { } missing ? new MissingYear(missing, published) : null, PublicHolidays.MissingIn(BusinessCalendar.Default, At(now)));

    [Fact]
    public void A_year_that_is_known_can_be_added_and_a_calendar_of_elsewhere_misses_none()
    {
        var document = CalendarDocument.Of(BusinessCalendar.Default);
        bool Of(string date, int year) => date.StartsWith($"{year}", StringComparison.Ordinal);
        BusinessCalendar Without(params int[] years) => ((CalendarReading.Accepted)(document with
        {
            Holidays = [.. document.Holidays.Where(day => !years.Any(year => Of(day.Date, year)))],
            WorkingDays = [.. document.WorkingDays.Where(day => !years.Any(year => Of(day.Date, year)))],
        }).Read()).Calendar;

        var old = Without(2026);
        Assert.Equal(new MissingYear(2026, true), PublicHolidays.MissingIn(old, At("2025-11-05T00:00:00Z")));
        Assert.Null(PublicHolidays.MissingIn(old, At("2025-09-05T00:00:00Z")));
        Assert.Null(PublicHolidays.MissingIn(Without(2024, 2025, 2026), At("2026-11-05T00:00:00Z")));
        var added = CalendarMerge.Of(old, PublicHolidays.China[^1].Days);
        Assert.All(added, change => Assert.Equal(DayOutcome.Added, change.Outcome));
        Assert.All(added, change => Assert.Equal(BusinessCalendar.Default.DayOn(change.After.Date), change.After));
    }

    private static Instant At(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;
}
