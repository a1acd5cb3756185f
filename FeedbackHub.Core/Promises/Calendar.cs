namespace FeedbackHub.Core.Promises;

/// <summary>
/// A business calendar of this installation. What it says is in its versions (<see cref="CalendarVersion"/>), the newest of
/// which counts for new cases. The first calendar is the company's: it counts wherever no other is chosen.
/// </summary>
public sealed class Calendar
{
    /// <summary>The row's id; the lowest is the company's.</summary>
    public long Id { get; internal set; }

    /// <summary>Its name.</summary>
    public Bilingual Name { get; internal set; } = new("", "");

    /// <summary>True where it can be chosen no more.</summary>
    public bool Disabled { get; internal set; }

    /// <summary>Counts the changes of name and state; its hours have versions of their own.</summary>
    public int Version { get; internal set; }

    /// <summary>What the company's is called until somebody renames it.</summary>
    internal static Bilingual CompanyName { get; } = new("Company calendar", "公司日历");
}
