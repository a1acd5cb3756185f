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

    /// <summary>Who answers for it; null where nobody was named.</summary>
    public long? HeadId { get; internal set; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; internal set; }
}
