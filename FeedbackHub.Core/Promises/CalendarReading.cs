namespace FeedbackHub.Core.Promises;

/// <summary>What came of making a business calendar from what an administrator entered.</summary>
public abstract record CalendarReading
{
    private CalendarReading()
    {
    }

    /// <summary>The calendar is sound.</summary>
    /// <param name="Calendar">The calendar, ready to count with.</param>
    public sealed record Accepted(BusinessCalendar Calendar) : CalendarReading;

    /// <summary>The calendar cannot be used.</summary>
    /// <param name="Problems">Everything that is wrong with it, at least one.</param>
    public sealed record Rejected(IReadOnlyList<CalendarProblem> Problems) : CalendarReading;
}
