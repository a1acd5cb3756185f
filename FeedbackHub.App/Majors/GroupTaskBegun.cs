namespace FeedbackHub.App.Majors;

/// <summary>A task for a department, begun: it outlives its dialog, so that Esc loses nothing.</summary>
public sealed class GroupTaskBegun
{
    /// <summary>The department; 0 for none chosen.</summary>
    public long DepartmentId { get; set; }

    /// <summary>What it has to do.</summary>
    public string Text { get; set; } = "";

    /// <summary>By when, as <c>2026-03-02T17:00</c> on the company's clock; empty for none chosen.</summary>
    public string Due { get; set; } = "";
}
