namespace FeedbackHub.Core.Intake;

/// <summary>A node of the category tree. Customers choose by its plain question, staff see its name.</summary>
public sealed class Category
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>The node above, or null at the top.</summary>
    public long? ParentId { get; internal set; }

    /// <summary>The short name for staff.</summary>
    public Bilingual Name { get; internal set; } = new("", "");

    /// <summary>The plain phrase that customers choose.</summary>
    public Bilingual Question { get; internal set; } = new("", "");

    /// <summary>Where new cases of it go; null: as the node above.</summary>
    public long? DepartmentId { get; internal set; }

    /// <summary>Order among its siblings.</summary>
    public int Position { get; internal set; }

    /// <summary>True where it is no longer offered.</summary>
    public bool Disabled { get; internal set; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; internal set; }
}
