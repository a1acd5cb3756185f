using FeedbackHub.Core.Access;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// One thing that happened. Written in the transaction of the change itself, never changed, never deleted (the database
/// refuses it). Timeline, live updates, promise clocks and the audit all read these.
/// </summary>
public sealed class JournalEntry
{
    /// <summary>Dense and gap-free from 1, in commit order.</summary>
    public long Seq { get; internal set; }

    /// <summary>When it happened.</summary>
    public Instant At { get; internal set; }

    /// <summary>Whose hand it was.</summary>
    public ActorKind ActorKind { get; internal set; }

    /// <summary>The staff member's or token's id, or null.</summary>
    public long? ActorId { get; internal set; }

    /// <summary>The actor's name at the time; empty for the public.</summary>
    public string ActorName { get; internal set; } = "";

    /// <summary>What happened.</summary>
    public JournalKind Kind { get; internal set; }

    /// <summary>The case, where it is about one.</summary>
    public long? CaseId { get; internal set; }

    /// <summary>The case's version after it.</summary>
    public int? CaseVersion { get; internal set; }

    /// <summary>The state before, where it moved.</summary>
    public CaseState? FromState { get; internal set; }

    /// <summary>The state after, where it is about a case.</summary>
    public CaseState? ToState { get; internal set; }

    /// <summary>The case's kind after it: promises follow it.</summary>
    public CaseKind? CaseKind { get; internal set; }

    /// <summary>The case's severity after it: promises follow it.</summary>
    public Severity? Severity { get; internal set; }

    /// <summary>Whether somebody could be hurt, after it: promises follow it. Null in entries of before it was kept.</summary>
    public bool? Safety { get; internal set; }

    /// <summary>The case's category path after it: promises follow it. Null in entries of before it was kept.</summary>
    public string? CategoryPath { get; internal set; }

    /// <summary>The segment of the case's customer after it: promises follow it. Null without one.</summary>
    public long? SegmentId { get; internal set; }

    /// <summary>The version of the calendar the case is promised under, after it. Null in entries of before it was kept.</summary>
    public long? CalendarVersionId { get; internal set; }

    /// <summary>The version of the policy the case is promised under, after it. Null in entries of before it was kept.</summary>
    public long? PolicyVersionId { get; internal set; }

    /// <summary>Which promise it is about, where it is about one: more time, an apology, a step of the ladder.</summary>
    public PromiseKind? Promise { get; internal set; }

    /// <summary>The time that was asked for, agreed or told with it; of a step of the ladder: when it was to be taken.</summary>
    public Instant? Until { get; internal set; }

    /// <summary>The step of the ladder that was taken (<see cref="LadderStep.Id"/>).</summary>
    public int? Step { get; internal set; }

    /// <summary>The owning department before, where that changed: its people are told that the case has left.</summary>
    public long? FromDepartmentId { get; internal set; }

    /// <summary>The owning department after.</summary>
    public long? DepartmentId { get; internal set; }

    /// <summary>The handler before, where that changed.</summary>
    public long? FromHandlerId { get; internal set; }

    /// <summary>The handler after.</summary>
    public long? HandlerId { get; internal set; }

    /// <summary>Further departments that read the case, or did until now, as <see cref="DepartmentPath"/>: the first receiver, and those who assist. Null without any.</summary>
    public string? SharedWith { get; internal set; }

    /// <summary>The staff member complained about: never told.</summary>
    public long? ConcernsStaffId { get; internal set; }

    /// <summary>The message it brought, if any.</summary>
    public long? MessageId { get; internal set; }

    /// <summary>What else it was about: the type's name of an administered thing (<c>StaffMember</c>, <c>Department</c> …).</summary>
    public string? Subject { get; internal set; }

    /// <summary>The id of <see cref="Subject"/>.</summary>
    public long? SubjectId { get; internal set; }

    /// <summary>The reason or note given with it, in the actor's words.</summary>
    public string? Note { get; internal set; }

    /// <summary>What changed: a JSON array of <see cref="FieldChange"/>.</summary>
    public string Changes { get; internal set; } = "[]";
}

/// <summary>One field that changed, as the journal keeps it.</summary>
/// <param name="On">The row: <c>Case</c>, <c>StaffMember</c> …</param>
/// <param name="Id">Its id.</param>
/// <param name="Field">The field.</param>
/// <param name="From">The value before, or null where there was none.</param>
/// <param name="To">The value after, or null where there is none. Secrets are shown as •.</param>
public sealed record FieldChange(string On, string Id, string Field, string? From, string? To);

/// <summary>What happened. The numbers are stored.</summary>
public enum JournalKind
{
    /// <summary>A case was filed.</summary>
    Filed = 1,

    /// <summary>Taken on for the department.</summary>
    Accepted = 2,

    /// <summary>Somebody took it.</summary>
    Claimed = 3,

    /// <summary>Given to a person or a department.</summary>
    Assigned = 4,

    /// <summary>Sent back with a reason.</summary>
    Returned = 5,

    /// <summary>The customer was answered.</summary>
    Replied = 6,

    /// <summary>The customer was asked; the case waits.</summary>
    Asked = 7,

    /// <summary>An internal note.</summary>
    Noted = 8,

    /// <summary>The customer wrote.</summary>
    CustomerWrote = 9,

    /// <summary>Decided and answered.</summary>
    Resolved = 10,

    /// <summary>Closed by staff.</summary>
    Closed = 11,

    /// <summary>The customer said that it is solved.</summary>
    ConfirmedSolved = 12,

    /// <summary>The customer said that it is not solved.</summary>
    DeniedSolved = 13,

    /// <summary>Taken up again by staff.</summary>
    Reopened = 14,

    /// <summary>Not taken on.</summary>
    Refused = 15,

    /// <summary>Goes on in another case.</summary>
    MarkedDuplicate = 16,

    /// <summary>Taken back.</summary>
    Withdrawn = 17,

    /// <summary>A field of the record was edited.</summary>
    Edited = 18,

    /// <summary>Staff saw what the customer wrote and nothing needs answering.</summary>
    Noticed = 19,

    /// <summary>More time was granted for a promise, and the customer told.</summary>
    Extended = 20,

    /// <summary>A promise was broken: the customer had an apology and a new time.</summary>
    PromisedAnew = 21,

    /// <summary>More time for a promise was asked for.</summary>
    ExtensionAsked = 23,

    /// <summary>More time was asked for and not granted.</summary>
    ExtensionRefused = 24,

    /// <summary>A step of the ladder was taken for a promise: those were told whom it is for.</summary>
    Escalated = 25,

    /// <summary>An overseer pressed for progress (催办).</summary>
    Pressed = 26,

    /// <summary>An overseer put it under supervision: a report is due by a time (督办).</summary>
    PutUnderSupervision = 27,

    /// <summary>The report that supervision asked for.</summary>
    SupervisionReported = 28,

    /// <summary>The customer asked for a review of what was decided.</summary>
    ReviewAsked = 34,

    /// <summary>The review was decided.</summary>
    ReviewDecided = 35,

    /// <summary>The customer was reminded that an answer of theirs is waited for.</summary>
    Reminded = 36,

    /// <summary>Closed because the customer did not answer, after notice.</summary>
    Lapsed = 38,

    /// <summary>Declared a major case: its superiors are to be told at once.</summary>
    DeclaredMajor = 29,

    /// <summary>A department was given a task in a major case; the first opens the joint group.</summary>
    GroupOpened = 30,

    /// <summary>An assisting department reported its task.</summary>
    TaskReported = 31,

    /// <summary>A superior approved that a major case may be decided.</summary>
    MajorApproved = 32,

    /// <summary>Somebody said how things stand in a major case.</summary>
    SituationTold = 33,

    /// <summary>It was sent back so often that the fallback department decides.</summary>
    ReturnsDecided = 37,

    /// <summary>Newer promise rules or working hours were applied to the open case, with the reason. The changes say how due times moved.</summary>
    RulesApplied = 22,

    /// <summary>A person was invited, changed, disabled, or changed their own account.</summary>
    StaffChanged = 40,

    /// <summary>Somebody signed in.</summary>
    SignedIn = 41,

    /// <summary>An attempt to sign in failed.</summary>
    SignInFailed = 42,

    /// <summary>A department was made or changed.</summary>
    DepartmentChanged = 43,

    /// <summary>A category was made or changed.</summary>
    CategoryChanged = 44,

    /// <summary>A calendar was made, renamed, disabled or enabled, or has a new version.</summary>
    CalendarChanged = 45,

    /// <summary>A new version of the promise table.</summary>
    PolicyChanged = 46,

    /// <summary>An API token was made or revoked.</summary>
    TokenChanged = 47,

    /// <summary>The audit page was exported.</summary>
    Exported = 48,

    /// <summary>A customer segment was made or changed.</summary>
    SegmentChanged = 49,
}
