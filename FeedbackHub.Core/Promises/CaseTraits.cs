using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// What of a case decides which promises it gets. Kind, severity, safety, category and customer segment count as they are corrected;
/// channel and department as they were at receipt: a hand-over gives nobody more time (R2.1.2).
/// </summary>
/// <param name="Kind">What the customer brings.</param>
/// <param name="Severity">General or major.</param>
public sealed record CaseTraits(CaseKind Kind, Severity Severity)
{
    /// <summary>Somebody could be hurt.</summary>
    public bool Safety { get; init; }

    /// <summary>How it came in.</summary>
    public Channel Channel { get; init; } = Channel.Web;

    /// <summary>The department that received it.</summary>
    public long DepartmentId { get; init; }

    /// <summary>The category with those above it as <c>/3/17/</c>, the topmost first; empty without one.</summary>
    public string CategoryPath { get; init; } = "";

    /// <summary>The segment of its customer; null without one.</summary>
    public long? SegmentId { get; init; }

    /// <summary>True where the category is this one or below it.</summary>
    public bool IsWithin(long categoryId) =>
        CategoryPath.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{categoryId}/"), StringComparison.Ordinal);
}
