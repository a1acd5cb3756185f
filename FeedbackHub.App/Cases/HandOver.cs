namespace FeedbackHub.App.Cases;

/// <summary>What somebody has begun to say in the dialogs that give a case away. It outlives the dialogs: whoever leaves one by Esc finds all of it again.</summary>
/// <param name="CaseId">In which case.</param>
public sealed record HandOver(long CaseId)
{
    /// <summary>The department chosen; null for none yet.</summary>
    public long? DepartmentId { get; set; }

    /// <summary>The person chosen; null for anyone.</summary>
    public long? StaffId { get; set; }

    /// <summary>Why it is given to them.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The number of the case in which it goes on.</summary>
    public string Original { get; set; } = "";
}
