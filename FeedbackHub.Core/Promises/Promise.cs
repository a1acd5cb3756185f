using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// One promise to one customer as the facts make it (R2.1.3). A value: equal facts, policy and calendar give an equal
/// promise. It does not know what time it is; what depends on that asks for it.
/// </summary>
public sealed record Promise
{
    /// <summary>What is promised.</summary>
    public required PromiseKind Kind { get; init; }

    /// <summary>1 for the promise made at filing, one more each time the case is reopened.</summary>
    public required int Generation { get; init; }

    /// <summary>From when time counts: the filing, or the reopening.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>How long it has from the start, by the traits the case has, or had when the promise was settled.</summary>
    public required PromiseTarget Target { get; init; }

    /// <summary>When it was due as it was given, before any correction, other rules or waiting; null beyond <see cref="BusinessCalendar.Horizon"/>.</summary>
    public Instant? FirstDueAt => First.Target.DueFrom(StartedAt, First.Calendar);

    /// <summary>What it was given by.</summary>
    internal (PromiseTarget Target, BusinessCalendar Calendar) First { get; init; }

    /// <summary>Where it stands.</summary>
    public required PromiseState State { get; init; }

    /// <summary>When the customer was waited for since the start, until the promise was settled.</summary>
    public required PauseList Pauses { get; init; }

    /// <summary>
    /// When it is due: at this very instant it is still kept. Null while paused with time left, since nobody knows when the
    /// pause ends; and null when the calendar has not so much open time within <see cref="BusinessCalendar.Horizon"/>.
    /// A pause that began after the due time does not hide it.
    /// </summary>
    public required Instant? DueAt { get; init; }

    /// <summary>Time left when the pause began, negative if it was overdue by so much then; null unless paused and time is counted.</summary>
    public required Duration? Remaining { get; init; }

    /// <summary>Day ends left when the pause began, 0 if it was due by then; null unless paused and days are counted.</summary>
    public int? RemainingDays { get; init; }

    /// <summary>More time that was granted, the last where there were several; null where it has what the policy gives.</summary>
    public Agreement? Agreement { get; init; }

    /// <summary>Where it was broken: the time the customer was told with the apology, the last where there were several. <see cref="DueAt"/> stays.</summary>
    public Instant? NewTime { get; init; }

    /// <summary>The steps of the ladder taken for it, since more time was granted where it was.</summary>
    public EqualList<int> Steps { get; init; } = new([]);

    /// <summary>When it was met, in time or not.</summary>
    public Instant? MetAt { get; init; }

    /// <summary>When the case ended or was reopened before the promise was met.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The calendar it is counted on.</summary>
    public required BusinessCalendar Calendar { get; init; }

    /// <summary>
    /// True: met by the due time. False: met later, or ended unmet with the due time passed. Null: still open, or ended
    /// before it was due.
    /// </summary>
    public bool? Kept => (MetAt, EndedAt) switch
    {
        ({ } met, _) => !(DueAt < met),
        (null, { } ended) when DueAt < ended => false,
        _ => null,
    };

    /// <summary>Whether it is broken at an instant not before the last fact: settled too late, or open and past due.</summary>
    public bool IsBroken(Instant now) => Kept is { } kept ? !kept : EndedAt is null && DueAt < now;

    /// <summary>
    /// How the due time comes about: what was counted, paused and closed from the start until the due time, or until now
    /// (an unending last pause) where it is not known. The counted steps up to a due time add up to <see cref="Target"/>,
    /// the counted days to one more than it, the day of receipt. Where more time was granted and counts, it is told in the
    /// first step and the rest adds up to the working time from then until the time agreed. Empty when the due time lies beyond <see cref="BusinessCalendar.Horizon"/>.
    /// </summary>
    public IEnumerable<PromiseStep> Explain() => PromiseExplaining.Explain(this);

    /// <summary>When it would be due if the customer answered at this instant; the due time itself where it is not paused.</summary>
    public Instant? DueIfResumed(Instant at) => State == PromiseState.Paused && Pauses is [.., { To: null } last] && last.From <= at
        ? PromiseCount.Of(StartedAt, Target, Agreement, Pauses.EndingAt(at), Calendar).DueAt
        : DueAt;
}
