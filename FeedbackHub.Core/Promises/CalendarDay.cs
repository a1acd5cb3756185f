using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>A date as a calendar has it.</summary>
/// <param name="Date">Which date.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Windows">The open windows, in order.</param>
/// <param name="Name">Why it differs from the week, for people to read; may be absent.</param>
public sealed record CalendarDay(LocalDate Date, CalendarDayKind Kind, IReadOnlyList<OpenWindow> Windows, string? Name)
{
    /// <summary>True where it differs from its weekday.</summary>
    public bool IsSpecial => Kind is not (CalendarDayKind.Open or CalendarDayKind.ClosedWeekly);

    /// <summary>True where both say the same of the same date.</summary>
    public bool Equals(CalendarDay? other) =>
        other is not null && Date == other.Date && Kind == other.Kind && Windows.SequenceEqual(other.Windows) && (Name ?? "") == (other.Name ?? "");

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Date, Kind);
}

/// <summary>What a date is.</summary>
public enum CalendarDayKind
{
    /// <summary>Worked as every such weekday.</summary>
    Open,

    /// <summary>Closed as every such weekday.</summary>
    ClosedWeekly,

    /// <summary>Closed all day by exception.</summary>
    Holiday,

    /// <summary>Worked by exception, on a weekday that is closed otherwise or longer than usual (调休).</summary>
    WorkedInstead,

    /// <summary>Closed for a part of what would be open.</summary>
    Closure,
}

/// <summary>Reckoning with windows of one day.</summary>
internal static class DayWindows
{
    /// <summary>The windows with a stretch of the day taken out of them.</summary>
    public static IEnumerable<OpenWindow> Without(this IEnumerable<OpenWindow> windows, OpenWindow closed)
    {
        foreach (var window in windows)
        {
            if (closed.StartMinute > window.StartMinute)
            {
                yield return new OpenWindow(window.StartMinute, Math.Min(window.EndMinute, closed.StartMinute));
            }

            if (closed.EndMinute < window.EndMinute)
            {
                yield return new OpenWindow(Math.Max(window.StartMinute, closed.EndMinute), window.EndMinute);
            }
        }
    }

    /// <summary>True where all of the first are open in the second too.</summary>
    public static bool AreWithin(this IReadOnlyList<OpenWindow> windows, IReadOnlyList<OpenWindow> whole)
    {
        IEnumerable<OpenWindow> left = windows;
        foreach (var window in whole)
        {
            left = left.Without(window).ToList();
        }

        return !left.Any();
    }
}
