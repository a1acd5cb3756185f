using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>Why a business calendar cannot be accepted. A page turns each into words in the reader's language.</summary>
/// <param name="Field">The field of <see cref="CalendarDocument"/> concerned, as a path such as <c>weekly.monday[1]</c>.</param>
public abstract record CalendarProblem(string Field)
{
    /// <summary>The stored text is not the JSON of a calendar document (wrong syntax, missing, unknown or repeated property).</summary>
    public sealed record NotADocument(string Field) : CalendarProblem(Field);

    /// <summary>The time zone is not an IANA zone of the built-in zone database.</summary>
    public sealed record UnknownZone(string Field, string ZoneId) : CalendarProblem(Field);

    /// <summary>The key is not a day of the week in lower-case English.</summary>
    public sealed record UnknownWeekday(string Field, string Text) : CalendarProblem(Field);

    /// <summary>The text is not a window such as "08:30-12:00".</summary>
    public sealed record NotAWindow(string Field, string? Text) : CalendarProblem(Field);

    /// <summary>The text is not a date such as "2026-10-01".</summary>
    public sealed record NotADate(string Field, string? Text) : CalendarProblem(Field);

    /// <summary>The same date is listed twice.</summary>
    public sealed record DateTwice(string Field, LocalDate Date) : CalendarProblem(Field);

    /// <summary>The window does not end after it starts.</summary>
    public sealed record WindowNotForward(string Field, OpenWindow Window) : CalendarProblem(Field);

    /// <summary>Two windows of one day overlap.</summary>
    public sealed record WindowsOverlap(string Field, OpenWindow First, OpenWindow Second) : CalendarProblem(Field);

    /// <summary>A special working day has no window; a closed date is a holiday.</summary>
    public sealed record WorkingDayWithoutWindows(string Field, LocalDate Date) : CalendarProblem(Field);

    /// <summary>A date is both a holiday and a special working day.</summary>
    public sealed record HolidayAndWorkingDay(string Field, LocalDate Date) : CalendarProblem(Field);

    /// <summary>No day of the week has any open time: no promise could ever fall due.</summary>
    public sealed record NoOpenTime(string Field) : CalendarProblem(Field);
}
