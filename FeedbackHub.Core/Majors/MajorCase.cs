using NodaTime;

namespace FeedbackHub.Core.Majors;

/// <summary>
/// What is kept of a case because it is major (R2.3.2): it is reported to its superiors at once, solved jointly under the lead of
/// the department that owns it, and watched until it ends. A case is major by its severity; this row is there once somebody has
/// something to say of it as such. Beside <see cref="GroupTask"/>, whose departments are the joint group.
/// </summary>
public sealed class MajorCase
{
    /// <summary>The case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>When it was last declared major.</summary>
    public Instant DeclaredAt { get; internal set; }

    /// <summary>Why; empty where only the severity was set.</summary>
    public string Reason { get; internal set; } = "";

    /// <summary>How things stand, in one line for those who watch; empty until somebody has told.</summary>
    public string Situation { get; internal set; } = "";

    /// <summary>When that was told last.</summary>
    public Instant? SituationAt { get; internal set; }

    /// <summary>The name of who told it.</summary>
    public string SituationBy { get; internal set; } = "";

    /// <summary>When a superior approved that it may be resolved; null while none has.</summary>
    public Instant? ApprovedAt { get; internal set; }

    /// <summary>Who.</summary>
    public long? ApprovedById { get; internal set; }

    /// <summary>Their name.</summary>
    public string ApprovedBy { get; internal set; } = "";
}

/// <summary>What one assisting department has to do in a major case, and by when.</summary>
public sealed class GroupTask
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>In which case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>The assisting department.</summary>
    public long DepartmentId { get; internal set; }

    /// <summary>What it has to do.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>When it was given.</summary>
    public Instant GivenAt { get; internal set; }

    /// <summary>By when it is to be reported.</summary>
    public Instant DueAt { get; internal set; }

    /// <summary>When it was reported; null while it is owed.</summary>
    public Instant? ReportedAt { get; internal set; }

    /// <summary>The name of who reported.</summary>
    public string ReportedBy { get; internal set; } = "";

    /// <summary>What was found and done.</summary>
    public string Report { get; internal set; } = "";

    /// <summary>True where it was not reported before its group ended: nobody waits for it any more.</summary>
    public bool Void { get; internal set; }
}
