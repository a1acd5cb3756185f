using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// One thing somebody filed, with all that a complaint register holds (ISO 10002, annex D; regulation R5.3.1).
/// Changed only inside a <see cref="Data.Change"/>, which writes the journal entry with what changed from and to.
/// </summary>
public sealed class Case
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>For talking about it: <c>FH-2026-000123</c>. Not a secret.</summary>
    public string Number { get; internal set; } = "";

    /// <summary>Counts the changes; 1 when filed.</summary>
    public int Version { get; internal set; }

    /// <summary>Which <see cref="Version"/> last changed each field a person edits (JSON object, field → version).</summary>
    public string FieldVersions { get; internal set; } = "{}";

    /// <summary>What the customer brings.</summary>
    public CaseKind Kind { get; internal set; }

    /// <summary>Where it stands.</summary>
    public CaseState State { get; internal set; } = CaseState.New;

    /// <summary>General or major.</summary>
    public Severity Severity { get; internal set; } = Severity.General;

    /// <summary>Somebody could be hurt.</summary>
    public bool Safety { get; internal set; }

    /// <summary>How it came in.</summary>
    public Channel Channel { get; internal set; }

    /// <summary>When it was received.</summary>
    public Instant ReceivedAt { get; internal set; }

    /// <summary>The staff member who took it down (hotline, paper), or null where the customer filed it.</summary>
    public long? ReceivedById { get; internal set; }

    /// <summary>True where the customer chose not to say who they are.</summary>
    public bool Anonymous { get; internal set; }

    /// <summary>The customer's name; empty where anonymous.</summary>
    public string CustomerName { get; internal set; } = "";

    /// <summary>The customer's e-mail; empty where not given.</summary>
    public string CustomerEmail { get; internal set; } = "";

    /// <summary>The customer's telephone; empty where not given.</summary>
    public string CustomerPhone { get; internal set; } = "";

    /// <summary>The language to write to them in (<see cref="Languages"/>).</summary>
    public string CustomerLanguage { get; internal set; } = Languages.English;

    /// <summary>How they want to be reached.</summary>
    public ContactWay ContactBy { get; internal set; }

    /// <summary>The customer's IANA time zone where their browser told it, else null: then the company's.</summary>
    public string? CustomerZone { get; internal set; }

    /// <summary>Who speaks for the customer, if somebody does.</summary>
    public string Representative { get; internal set; } = "";

    /// <summary>The department that owns it.</summary>
    public long DepartmentId { get; internal set; }

    /// <summary>The staff member who works it, or null while nobody does.</summary>
    public long? HandlerId { get; internal set; }

    /// <summary>Where in the category tree it belongs.</summary>
    public long? CategoryId { get; internal set; }

    /// <summary>The category with those above it when it was set, as <c>/3/17/</c>: promises depend on the branch. Empty without one.</summary>
    public string CategoryPath { get; internal set; } = "";

    /// <summary>The segment of its customer, where somebody said so. Corrected later, it changes which rule promises, not the calendar.</summary>
    public long? SegmentId { get; internal set; }

    /// <summary>One line that says what it is about.</summary>
    public string Subject { get; internal set; } = "";

    /// <summary>What happened, as the customer wrote it: never edited.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>What the customer would like us to do.</summary>
    public string Wanted { get; internal set; } = "";

    /// <summary>When it happened, in the customer's words.</summary>
    public string OccurredWhen { get; internal set; } = "";

    /// <summary>Where it happened.</summary>
    public string Place { get; internal set; } = "";

    /// <summary>The product or service concerned.</summary>
    public string Product { get; internal set; } = "";

    /// <summary>Whom it concerns, as the customer put it.</summary>
    public string Concerns { get; internal set; } = "";

    /// <summary>The department complained about, where known.</summary>
    public long? ConcernsDepartmentId { get; internal set; }

    /// <summary>The staff member complained about, where known. They never see the case (ISO 10002, objectivity).</summary>
    public long? ConcernsStaffId { get; internal set; }

    /// <summary>What the final response came to; null while there is none, and where it was not stated.</summary>
    public Outcome? Outcome { get; internal set; }

    /// <summary>What was decided.</summary>
    public string Decision { get; internal set; } = "";

    /// <summary>What the customer got: money, repair, apology.</summary>
    public string Redress { get; internal set; } = "";

    /// <summary>Why it was not accepted, withdrawn or reopened, whichever was last.</summary>
    public string Reason { get; internal set; } = "";

    /// <summary>The case in which this one goes on, when it is a duplicate.</summary>
    public long? DuplicateOfId { get; internal set; }

    /// <summary>When staff first took it on, or refused it.</summary>
    public Instant? AcknowledgedAt { get; internal set; }

    /// <summary>When it was last decided.</summary>
    public Instant? DecidedAt { get; internal set; }

    /// <summary>When it ended, or null.</summary>
    public Instant? EndedAt { get; internal set; }

    /// <summary>Whether the customer accepted the outcome; null while they have not said.</summary>
    public bool? CustomerAccepted { get; internal set; }

    /// <summary>Where the case was before the last hand-over: the department it can be returned to.</summary>
    public long? HandedOverFromDepartmentId { get; internal set; }

    /// <summary>Who handed it over, and gets it back when it is returned.</summary>
    public long? HandedOverFromStaffId { get; internal set; }

    /// <summary>How the review of the last decision stands.</summary>
    public ReviewStage Review { get; internal set; }

    /// <summary>The <see cref="Version"/> that the review was asked for with: whoever did something before it had a part in what is reviewed.</summary>
    public int? ReviewVersion { get; internal set; }

    /// <summary>
    /// The department that answers for it while a hand-over is not accepted: whoever received the case first stays responsible
    /// until somebody else takes it (首接负责). Null: the owning department answers.
    /// </summary>
    public long? ResponsibleDepartmentId { get; internal set; }

    /// <summary>The person of <see cref="ResponsibleDepartmentId"/> who worked it, if somebody did.</summary>
    public long? ResponsibleStaffId { get; internal set; }

    /// <summary>How often it was sent back.</summary>
    public int Returns { get; internal set; }

    /// <summary>True once it was sent back so often that the fallback department decides: what it decides cannot be sent back.</summary>
    public bool ReturnsDecided { get; internal set; }

    /// <summary>The departments that assist in it as a major case, as <c>/3/17/</c> (<see cref="DepartmentPath"/>): they may read it. Empty without any.</summary>
    public string Assisting { get; internal set; } = "";

    /// <summary>What makes it stand out in the queue beyond its state.</summary>
    public Attention Attention { get; internal set; }

    /// <summary>True while it belongs on somebody's desk: open, or something came in that nobody has answered. Kept by <see cref="Data.Change"/>.</summary>
    public bool OnDesk { get; internal set; } = true;

    /// <summary>The next running promise's due time: a cache over the journal's facts; null while none runs.</summary>
    public Instant? DueAt { get; internal set; }

    /// <summary>Which promise <see cref="DueAt"/> is.</summary>
    public PromiseKind? DuePromise { get; internal set; }

    /// <summary>Order in the queue: the due time, reopened cases first, those without a running promise last.</summary>
    public long QueueOrder { get; internal set; } = long.MaxValue;

    /// <summary>While the customer is waited for: when they are reminded next, or the case closed; else null. A cache over the journal.</summary>
    public Instant? WaitingStepAt { get; internal set; }

    /// <summary>When the last message came in or went out.</summary>
    public Instant LastMessageAt { get; internal set; }

    /// <summary>Who wrote the last message.</summary>
    public AuthorKind LastMessageBy { get; internal set; }

    /// <summary>The beginning of the last message.</summary>
    public string LastMessage { get; internal set; } = "";

    /// <summary>The <see cref="Version"/> that brought news a handler should see: a case is unread below it.</summary>
    public int NewsVersion { get; internal set; }

    /// <summary>The version of the calendar it is promised under.</summary>
    public long CalendarVersionId { get; internal set; }

    /// <summary>The version of the promise policy it is promised under.</summary>
    public long PolicyVersionId { get; internal set; }

    /// <summary>The tracking code's keyed hash. The code itself is stored nowhere.</summary>
    public byte[] CodeHash { get; internal set; } = [];

    /// <summary>The promises of each kind, past generations included.</summary>
    public List<CasePromise> Promises { get; } = [];

    /// <summary>The files that came with the filing (loaded only where asked for).</summary>
    public List<Attachment> Attachments { get; } = [];

    /// <summary>Who answers for it now: the first receiver until a hand-over is accepted, else owning department and handler.</summary>
    public (long DepartmentId, long? StaffId) Responsible =>
        ResponsibleDepartmentId is { } first ? (first, ResponsibleStaffId) : (DepartmentId, HandlerId);

    /// <summary>Gives it to a department. Until somebody accepts it there, whoever received it first answers for it.</summary>
    internal void GiveTo(long departmentId)
    {
        if (departmentId == ResponsibleDepartmentId)
        {
            BeAccepted();
        }
        else if (departmentId != DepartmentId && ResponsibleDepartmentId is null)
        {
            (ResponsibleDepartmentId, ResponsibleStaffId) = (DepartmentId, HandlerId);
        }

        DepartmentId = departmentId;
    }

    private void BeAccepted() => (ResponsibleDepartmentId, ResponsibleStaffId) = (null, null);

    /// <summary>This change is news to everybody who has not seen it: the case is unread for them.</summary>
    internal void News() => NewsVersion = Version + 1;

    /// <summary>Remembers the beginning of the last message for the queue's row.</summary>
    internal void Wrote(AuthorKind by, string text, Instant at)
    {
        const int shown = 160;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(60));
        LastMessage = line.Length > shown ? string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[shown - 1]) ? shown - 1 : shown), "…") : line;
        LastMessageBy = by;
        LastMessageAt = at;
    }

    /// <summary>A review ends with a decision, whatever the state alone would permit.</summary>
    internal bool Allows(CaseAction action) => action != CaseAction.Refuse || Review != ReviewStage.Asked;

    /// <summary>Moves to the next state, or says why that is not possible. The caller writes the journal entry.</summary>
    internal Failure? Move(CaseAction action, Instant now)
    {
        if (!Allows(action) || CaseLifecycle.Next(State, action) is not { } next)
        {
            return new IllegalMove(State, action);
        }

        if (action is CaseAction.Accept or CaseAction.Claim or CaseAction.Assign or CaseAction.Refuse)
        {
            AcknowledgedAt ??= now;
        }

        if (Review == ReviewStage.Asked && next.IsEnded())
        {
            Review = ReviewStage.None; // it ended before the review was decided
        }

        if (action is CaseAction.Accept or CaseAction.Claim || next.IsEnded())
        {
            BeAccepted();
        }

        State = next;
        EndedAt = next.IsEnded() ? EndedAt ?? now : null;
        Assisting = next.IsEnded() ? "" : Assisting;
        return null;
    }
}
