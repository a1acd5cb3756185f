using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>A stretch of real time in which work is done, half-open: <paramref name="Start"/> is open, <paramref name="End"/> no longer.</summary>
/// <param name="Start">First open instant.</param>
/// <param name="End">First closed instant, after the start.</param>
public readonly record struct OpenPeriod(Instant Start, Instant End)
{
    /// <summary>Real time elapsed between start and end.</summary>
    public Duration Length => End - Start;
}
