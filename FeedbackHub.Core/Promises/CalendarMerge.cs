using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>What becomes of a calendar's dates when a list is brought into it. Pure: nothing is altered.</summary>
public static class CalendarMerge
{
    /// <summary>The dates of a list in order, each as it is and as it would be. What a list says of a date twice adds up in the list's order.</summary>
    public static IReadOnlyList<DayChange> Of(BusinessCalendar calendar, IEnumerable<ListedDay> days) =>
        [.. days.GroupBy(day => day.Date).OrderBy(date => date.Key).Select(date => Of(calendar, date.Key, [.. date]))];

    private static DayChange Of(BusinessCalendar calendar, LocalDate date, IReadOnlyList<ListedDay> listed)
    {
        var before = calendar.DayOn(date);
        return new DayChange(before, listed.Aggregate(before, calendar.After), listed[0].Line);
    }
}

/// <summary>A date as it is and as it would be.</summary>
/// <param name="Before">As it is.</param>
/// <param name="After">As it would be.</param>
/// <param name="Line">Where the list says so, from 1; null where it comes from no file.</param>
public sealed record DayChange(CalendarDay Before, CalendarDay After, int? Line)
{
    /// <summary>What happens to the date.</summary>
    public DayOutcome Outcome => Before == After ? DayOutcome.Same : Before.IsSpecial ? DayOutcome.Replaced : DayOutcome.Added;
}

/// <summary>What happens to a listed date.</summary>
public enum DayOutcome
{
    /// <summary>It differs from its weekday from now on.</summary>
    Added,

    /// <summary>It differed already, and is another now.</summary>
    Replaced,

    /// <summary>Nothing: it is so already.</summary>
    Same,
}
