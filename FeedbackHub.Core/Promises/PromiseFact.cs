using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Something that happened to a case and bears on its promises. Facts come from the journal and are all there is to a
/// clock: whatever a promise says is computed from them anew (R2.1.3).
/// </summary>
public abstract record PromiseFact
{
    private PromiseFact(Instant at, long sequence)
    {
        At = at;
        Sequence = sequence;
    }

    /// <summary>When it happened.</summary>
    public Instant At { get; init; }

    /// <summary>Its number in the journal: orders facts of the same instant. A fact given twice counts once.</summary>
    public long Sequence { get; init; }

    /// <summary>The case was filed: its first promises begin. A case has exactly one.</summary>
    /// <param name="At">When the customer filed it.</param>
    /// <param name="Sequence">Its number in the journal.</param>
    /// <param name="Traits">What decides which promises it gets.</param>
    public sealed record Started(Instant At, long Sequence, CaseTraits Traits) : PromiseFact(At, Sequence);

    /// <summary>The customer is waited for: reply, progress and resolution stand still, the other promises do not.</summary>
    public sealed record Paused(Instant At, long Sequence) : PromiseFact(At, Sequence);

    /// <summary>The customer is waited for no longer.</summary>
    public sealed record Resumed(Instant At, long Sequence) : PromiseFact(At, Sequence);

    /// <summary>What was promised has happened. Only the first of a generation counts.</summary>
    /// <param name="At">When.</param>
    /// <param name="Sequence">Its number in the journal.</param>
    /// <param name="Kind">Which promise.</param>
    public sealed record Met(Instant At, long Sequence, PromiseKind Kind) : PromiseFact(At, Sequence);

    /// <summary>The customer had word and the matter is not resolved: the next word is promised from here on, where the policy promises any.</summary>
    public sealed record ProgressOwed(Instant At, long Sequence) : PromiseFact(At, Sequence);

    /// <summary>The case was opened again: reply and resolution are promised anew, counted from here and not paused.</summary>
    public sealed record Reopened(Instant At, long Sequence) : PromiseFact(At, Sequence);

    /// <summary>Kind, severity or another trait was corrected: promises not yet met get the new target, with the same start and the same pauses.</summary>
    public sealed record TraitsChanged(Instant At, long Sequence, CaseTraits Traits) : PromiseFact(At, Sequence);

    /// <summary>Another version of policy or calendar was applied: promises not yet met follow it, with the same start and the same pauses.</summary>
    public sealed record RulesChanged(Instant At, long Sequence, PromisePolicy Policy, BusinessCalendar Calendar) : PromiseFact(At, Sequence);

    /// <summary>A supervisor granted more time, and the customer was told so: the open promise of this kind has until then (R5.3.2).</summary>
    /// <param name="At">When.</param>
    /// <param name="Sequence">Its number in the journal.</param>
    /// <param name="Kind">Which promise.</param>
    /// <param name="Until">The new time.</param>
    public sealed record Extended(Instant At, long Sequence, PromiseKind Kind, Instant Until) : PromiseFact(At, Sequence);

    /// <summary>
    /// A broken promise: the customer had an apology and was told a new time. The promise stays broken; nobody's clock is set back by it.
    /// </summary>
    /// <param name="At">When.</param>
    /// <param name="Sequence">Its number in the journal.</param>
    /// <param name="Kind">Which promise.</param>
    /// <param name="Until">The new time.</param>
    public sealed record PromisedAnew(Instant At, long Sequence, PromiseKind Kind, Instant Until) : PromiseFact(At, Sequence);

    /// <summary>A step of the ladder was taken for an open promise: it is not taken again, unless more time is granted.</summary>
    /// <param name="At">When.</param>
    /// <param name="Sequence">Its number in the journal.</param>
    /// <param name="Kind">Which promise.</param>
    /// <param name="Step">The step's <see cref="LadderStep.Id"/>.</param>
    public sealed record Escalated(Instant At, long Sequence, PromiseKind Kind, int Step) : PromiseFact(At, Sequence);

    /// <summary>The customer asked for a review of what was decided: its result is promised from here on.</summary>
    public sealed record ReviewAsked(Instant At, long Sequence) : PromiseFact(At, Sequence);

    /// <summary>The case ended (closed, not accepted, withdrawn, duplicate): promises not yet met no longer run.</summary>
    public sealed record Ended(Instant At, long Sequence) : PromiseFact(At, Sequence);
}
