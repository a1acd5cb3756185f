namespace FeedbackHub.Core.Customers;

/// <summary>A group of customers to whom something else is promised, or whose time is counted by another calendar: partners, key customers.</summary>
public sealed class Segment
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>Its name. Customers never see it.</summary>
    public Bilingual Name { get; internal set; } = new("", "");

    /// <summary>True where new cases cannot get it.</summary>
    public bool Disabled { get; internal set; }

    /// <summary>The calendar that counts for its new cases; null: that of the department that receives them.</summary>
    public long? CalendarId { get; internal set; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; internal set; }
}
