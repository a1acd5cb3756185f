using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <content>What each date is, for people to look over a year.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>The hours of the first day of the week that is worked, Monday first: those of a day worked instead of another, where nothing else is said.</summary>
    public IReadOnlyList<OpenWindow> OrdinaryHours => Array.Find(weekly, hours => hours.Length > 0)!.AsReadOnly();

    /// <summary>A date as this calendar has it.</summary>
    public CalendarDay DayOn(LocalDate date)
    {
        var usual = WeeklyHours(date.DayOfWeek);
        if (Holidays.TryGetValue(date, out var name))
        {
            return new CalendarDay(date, CalendarDayKind.Holiday, [], name);
        }

        if (!WorkingDays.TryGetValue(date, out var own))
        {
            return new CalendarDay(date, usual.Count > 0 ? CalendarDayKind.Open : CalendarDayKind.ClosedWeekly, usual, null);
        }

        return new CalendarDay(date, usual.AreWithin(own.Windows) ? CalendarDayKind.WorkedInstead : CalendarDayKind.Closure, own.Windows, own.Name);
    }

    /// <summary>What a date becomes by an entry of a list.</summary>
    /// <param name="before">The date so far.</param>
    /// <param name="listed">What the list says of it.</param>
    public CalendarDay After(CalendarDay before, ListedDay listed)
    {
        var name = listed.Name ?? before.Name;
        IReadOnlyList<OpenWindow> windows = listed.Kind switch
        {
            ListedKind.Closed => [],
            ListedKind.ClosedPart => [.. listed.Windows.Aggregate(before.Windows.AsEnumerable(), (open, closed) => open.Without(closed))],
            _ => listed.Windows.Count > 0 ? listed.Windows : OrdinaryHours,
        };
        if (listed.Kind == ListedKind.ClosedPart && windows.SequenceEqual(before.Windows))
        {
            return before; // it was closed then anyway
        }

        var usual = WeeklyHours(before.Date.DayOfWeek);
        return windows.Count == 0 ? new CalendarDay(before.Date, CalendarDayKind.Holiday, [], name)
            : windows.SequenceEqual(usual) ? new CalendarDay(before.Date, CalendarDayKind.Open, usual, null)
            : new CalendarDay(before.Date, usual.AreWithin(windows) ? CalendarDayKind.WorkedInstead : CalendarDayKind.Closure, windows, name);
    }
}
