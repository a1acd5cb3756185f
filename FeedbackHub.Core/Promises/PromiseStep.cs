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

    /// <summary>Until then what came before no longer counts: more time was granted.</summary>
    /// <param name="From">From the start of the promise.</param>
    /// <param name="To">When it was granted.</param>
    /// <param name="Until">The time agreed.</param>
    public sealed record Agreed(Instant From, Instant To, Instant Until) : PromiseStep(From);

    /// <summary>Outside opening hours: not counted.</summary>
    public sealed record Closed(Instant From, Instant To) : PromiseStep(From);

    /// <summary>The customer was waited for: not counted, open or closed.</summary>
    /// <param name="From">When waiting began.</param>
    /// <param name="To">When it ended; null while it lasts, in the last step only.</param>
    public sealed record Paused(Instant From, Instant? To) : PromiseStep(From);

    /// <summary>A day that counts at its end, where days are counted.</summary>
    /// <param name="From">From the end of the day before, or the start.</param>
    /// <param name="To">The end of the day.</param>
    /// <param name="Date">Which.</param>
    /// <param name="Number">1 for the first; 0 for the day of receipt, which begins the count.</param>
    public sealed record Day(Instant From, Instant To, LocalDate Date, int Number) : PromiseStep(From);

    /// <summary>A day at whose end the customer was waited for: it does not count, where days are counted.</summary>
    public sealed record DayWaited(Instant From, Instant To, LocalDate Date) : PromiseStep(From);
}
