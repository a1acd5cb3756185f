using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Live;

/// <summary>
/// A hint that something happened: ids, kind and version, never content. Whoever gets it reads again under their own permissions.
/// </summary>
public sealed record LiveUpdate(
    long Seq,
    JournalKind Kind,
    Instant At,
    long? CaseId,
    int? CaseVersion,
    long? DepartmentId,
    long? FromDepartmentId,
    long? HandlerId,
    long? FromHandlerId,
    long? ConcernsStaffId,
    ActorKind ActorKind,
    long? ActorId,
    string? Subject,
    long? SubjectId)
{
    /// <summary>True where it was this that named the person complained about, or named another.</summary>
    public bool NewlyConcerns { get; init; }

    /// <summary>Further departments that read the case, or did until now, as <see cref="DepartmentPath"/>; null without any.</summary>
    public string? SharedWith { get; init; }

    /// <summary>
    /// True where the actor may know of it: it is (or was until now) a case of theirs. The person complained about is told one
    /// thing only, that something about a case they could see has changed: by then they can no longer see it, and it leaves their pages.
    /// </summary>
    public bool IsFor(Actor actor)
    {
        if (CaseId is not { } caseId || !actor.Can(Permissions.LiveListen))
        {
            return false;
        }

        if (actor.StaffId is { } me && ConcernsStaffId == me && !NewlyConcerns)
        {
            return false;
        }

        return actor.SeesAllDepartments
            || (DepartmentId is { } now && actor.Departments.Contains(now))
            || (FromDepartmentId is { } was && actor.Departments.Contains(was))
            || (SharedWith is { } shared && actor.Departments.Any(d => DepartmentPath.Has(shared, d)))
            || (actor.StaffId is { } id && (HandlerId == id || FromHandlerId == id))
            || actor.CaseId == caseId;
    }
}
