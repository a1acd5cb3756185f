using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>Something one staff member is to know: a journal entry on their list, until they have read it.</summary>
public sealed class Notice
{
    /// <summary>Whose.</summary>
    public long StaffId { get; internal set; }

    /// <summary>The journal entry it tells of.</summary>
    public long Seq { get; internal set; }

    /// <summary>The case, where it is about one.</summary>
    public long? CaseId { get; internal set; }

    /// <summary>What happened.</summary>
    public JournalKind Kind { get; internal set; }

    /// <summary>When.</summary>
    public Instant At { get; internal set; }

    /// <summary>When they read it; null while they have not.</summary>
    public Instant? ReadAt { get; internal set; }
}
