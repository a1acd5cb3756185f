using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;
using NodaTime;

namespace FeedbackHub.App.Hubs;

/// <summary>A hint that something happened to a case: ids, kind and version, never content.</summary>
/// <param name="Seq">Its number in the journal.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
/// <param name="CaseId">The case.</param>
/// <param name="CaseVersion">Its version after it: whoever shows this version or a later one need not read again.</param>
/// <param name="DepartmentId">The owning department after it.</param>
/// <param name="HandlerId">Who works it after it.</param>
public sealed record LiveUpdateMessage(long Seq, JournalKind Kind, Instant At, long CaseId, int CaseVersion, long? DepartmentId, long? HandlerId)
{
    /// <summary>An update for other programs.</summary>
    public static LiveUpdateMessage Of(LiveUpdate update) => new(
        update.Seq, update.Kind, update.At, update.CaseId ?? 0, update.CaseVersion ?? 0, update.DepartmentId, update.HandlerId);
}
