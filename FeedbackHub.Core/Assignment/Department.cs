namespace FeedbackHub.Core.Assignment;

/// <summary>The unit that owns a queue.</summary>
public sealed class Department
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>Its name.</summary>
    public Bilingual Name { get; internal set; } = new("", "");

    /// <summary>True where it gets no new cases.</summary>
    public bool Disabled { get; internal set; }

    /// <summary>The calendar that counts for what it receives; null: the company's.</summary>
    public long? CalendarId { get; internal set; }

    /// <summary>The staff member who leads it and oversees its cases (<see cref="Cases.Oversight"/>); null without one.</summary>
    public long? HeadId { get; internal set; }

    /// <summary>True for the one department that decides where a case belongs which others have sent back and forth.</summary>
    public bool Fallback { get; internal set; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; internal set; }
}
