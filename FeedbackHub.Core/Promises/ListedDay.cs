using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>One date of a list that is brought into a calendar: a file's, or that of published holidays.</summary>
/// <param name="Date">Which date.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">For people to read; may be absent.</param>
public sealed record ListedDay(LocalDate Date, ListedKind Kind, string? Name = null)
{
    /// <summary>The hours worked, or of a closure the hours closed. None: of a worked day the calendar's ordinary hours.</summary>
    public IReadOnlyList<OpenWindow> Windows { get; init; } = [];

    /// <summary>The line of the file, or the entry of a JSON list, from 1; null where it comes from no file.</summary>
    public int? Line { get; init; }
}

/// <summary>What a listed date is.</summary>
public enum ListedKind
{
    /// <summary>Closed all day.</summary>
    Closed,

    /// <summary>Closed for a part of the day.</summary>
    ClosedPart,

    /// <summary>Worked, whatever the weekday.</summary>
    Worked,
}

/// <summary>What a file of days says.</summary>
/// <param name="Days">The dates within the years chosen, as they stand in the file.</param>
/// <param name="Notes">What was left out, and why.</param>
/// <param name="CountsEntries">True where places are entries of a JSON list and not lines.</param>
public sealed record ListedFile(IReadOnlyList<ListedDay> Days, IReadOnlyList<ImportNote> Notes, bool CountsEntries = false);

/// <summary>Something of a file that is left out.</summary>
/// <param name="Line">Where it stands, from 1; null where it is about the whole.</param>
/// <param name="Code">Why: the resource <c>Import_Code</c> holds the words.</param>
/// <param name="Argument">What the words need.</param>
public sealed record ImportNote(int? Line, string Code, string Argument = "");
