using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>A report that an overseer asked for by a time: the case is under supervision until it is given (督办).</summary>
public sealed class Supervision
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>The case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>Who asked.</summary>
    public long ById { get; internal set; }

    /// <summary>When.</summary>
    public Instant At { get; internal set; }

    /// <summary>What is to be reported.</summary>
    public string Question { get; internal set; } = "";

    /// <summary>By when.</summary>
    public Instant ReportBy { get; internal set; }

    /// <summary>The report; empty until it is given.</summary>
    public string Report { get; internal set; } = "";

    /// <summary>When it was given.</summary>
    public Instant? ReportedAt { get; internal set; }

    /// <summary>By whom.</summary>
    public long? ReportedById { get; internal set; }

    /// <summary>When those above were told that the report is late; null where they were not.</summary>
    public Instant? LateToldAt { get; internal set; }
}
