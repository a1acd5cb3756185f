using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>One time that a department sent a case back which had been handed over to it (退单). Written once, never changed.</summary>
public sealed class CaseReturn
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>Which case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>When.</summary>
    public Instant At { get; internal set; }

    /// <summary>The department that sent it back.</summary>
    public long FromDepartmentId { get; internal set; }

    /// <summary>The department that had handed it over.</summary>
    public long ToDepartmentId { get; internal set; }

    /// <summary>Why it is not theirs.</summary>
    public string Reason { get; internal set; } = "";

    /// <summary>The rule or list of duties that says so (依据).</summary>
    public string Basis { get; internal set; } = "";

    /// <summary>The fallback department that decides from then on, where it was once too often; else null.</summary>
    public long? DecidedByDepartmentId { get; internal set; }
}
