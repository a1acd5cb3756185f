using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// What was promised in one case and how it stands: a cache of <see cref="PromiseClock"/> over the journal's facts, rebuilt
/// with every fact that concerns it.
/// </summary>
public sealed class CasePromise
{
    /// <summary>The case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>What is promised.</summary>
    public PromiseKind Kind { get; internal set; }

    /// <summary>Running, paused, met or ended.</summary>
    public PromiseState State { get; internal set; }

    /// <summary>1 at first; one more each time it is promised anew. The newest counts; older ones stay as they ended.</summary>
    public int Generation { get; internal set; }

    /// <summary>When it is due; null while paused.</summary>
    public Instant? DueAt { get; internal set; }

    /// <summary>When it was met, or null.</summary>
    public Instant? MetAt { get; internal set; }

    /// <summary>Whether it was met in time; null until it is met.</summary>
    public bool? Kept { get; internal set; }

    /// <summary>Where time is counted: what is left while paused, in seconds; negative when already late; null otherwise.</summary>
    public long? RemainingSeconds { get; internal set; }

    /// <summary>Where days are counted: the day ends left while paused; 0 when already late; null otherwise.</summary>
    public int? RemainingDays { get; internal set; }

    /// <summary>When the next step of the ladder is to be taken for it; null where none is left, or it is not running.</summary>
    public Instant? NextStepAt { get; internal set; }

    /// <summary>How far it has come on the ladder (<see cref="Ladder.StageOf"/>).</summary>
    public int Stage { get; internal set; }

    /// <summary>Where more time was granted: until when, at first without waiting for the customer.</summary>
    public Instant? AgreedUntil { get; internal set; }

    /// <summary>Where it was broken: the time the customer was told with the apology.</summary>
    public Instant? NewTime { get; internal set; }
}
