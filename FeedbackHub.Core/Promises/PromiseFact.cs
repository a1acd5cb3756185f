using FeedbackHub.Core.Cases;
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

    /// <summary>The case was filed: all its promises begin. A case has exactly one.</summary>
    /// <param name="At">When the customer filed it.</param>
    /// <param name="Sequence">Its number in the journal.</param>
    /// <param name="Kind">What the case is about.</param>
    /// <param name="Severity">How serious it is.</param>
    public sealed record Started(Instant At, long Sequence, CaseKind Kind, Severity Severity) : PromiseFact(At, Sequence);

    /// <summary>The customer is waited for: reply and resolution stand still, acknowledgement does not.</summary>
    public sealed record Paused(Instant At, long Sequence) : PromiseFact(At, Sequence);

    /// <summary>The customer is waited for no longer.</summary>
    public sealed record Resumed(Instant At, long Sequence) : PromiseFact(At, Sequence);

    /// <summary>What was promised has happened. Only the first of a generation counts.</summary>
    /// <param name="At">When.</param>
    /// <param name="Sequence">Its number in the journal.</param>
    /// <param name="Kind">Which promise: the acknowledgement, the first reply to the customer, or the resolution.</param>
    public sealed record Met(Instant At, long Sequence, PromiseKind Kind) : PromiseFact(At, Sequence);

    /// <summary>The case was opened again: reply and resolution are promised anew, counted from here and not paused.</summary>
    public sealed record Reopened(Instant At, long Sequence) : PromiseFact(At, Sequence);

    /// <summary>The severity was set: promises not yet met get the new target, with the same start and the same pauses.</summary>
    public sealed record SeverityChanged(Instant At, long Sequence, Severity Severity) : PromiseFact(At, Sequence);

    /// <summary>The kind of the case was set: promises not yet met get the new target, with the same start and the same pauses.</summary>
    public sealed record KindChanged(Instant At, long Sequence, CaseKind Kind) : PromiseFact(At, Sequence);

    /// <summary>The case ended (closed, not accepted, withdrawn, duplicate): promises not yet met no longer run.</summary>
    public sealed record Ended(Instant At, long Sequence) : PromiseFact(At, Sequence);
}
