namespace FeedbackHub.Core.Cases;

/// <summary>The fields of the record that staff edit one by one on the case page.</summary>
public static class CaseFields
{
    /// <summary>Their names, as <see cref="Case"/> calls them.</summary>
    public static readonly IReadOnlySet<string> Editable = new HashSet<string>
    {
        nameof(Case.Subject), nameof(Case.Kind), nameof(Case.Severity), nameof(Case.Safety), nameof(Case.CategoryId), nameof(Case.SegmentId),
        nameof(Case.CustomerName), nameof(Case.CustomerEmail), nameof(Case.CustomerPhone), nameof(Case.CustomerLanguage),
        nameof(Case.ContactBy), nameof(Case.Representative), nameof(Case.Wanted), nameof(Case.OccurredWhen), nameof(Case.Place),
        nameof(Case.Product), nameof(Case.Concerns), nameof(Case.ConcernsDepartmentId), nameof(Case.ConcernsStaffId),
        nameof(Case.Decision), nameof(Case.Redress),
    };
}
