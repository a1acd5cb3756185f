using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>One stretch of the answer to "how is this counted?". The steps of a promise follow one another without a gap.</summary>
/// <param name="From">When it begins.</param>
public abstract record PromiseStep(Instant From)
{
    /// <summary>Working time that counts towards the target.</summary>
    public sealed record Counted(Instant From, Instant To) : PromiseStep(From)
    {
        /// <summary>How much of the target this step uses up.</summary>
        public Duration Working => To - From;
    }

    /// <summary>Outside opening hours: not counted.</summary>
    public sealed record Closed(Instant From, Instant To) : PromiseStep(From);

    /// <summary>The customer was waited for: not counted, open or closed.</summary>
    /// <param name="From">When waiting began.</param>
    /// <param name="To">When it ended; null while it lasts, in the last step only.</param>
    public sealed record Paused(Instant From, Instant? To) : PromiseStep(From);
}
