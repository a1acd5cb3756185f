using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// A calendar has not as much open time as was asked for within <see cref="BusinessCalendar.Horizon"/>.
/// Where that may happen in the normal course of things, ask <see cref="BusinessCalendar.TryAdd"/> instead.
/// </summary>
public sealed class CalendarExhaustedException(Instant start, Duration working)
    : InvalidOperationException($"The calendar has no {working} of open time within {BusinessCalendar.Horizon.Days} days after {start}.")
{
    /// <summary>Where counting began.</summary>
    public Instant Start { get; } = start;

    /// <summary>The working time asked for.</summary>
    public Duration Working { get; } = working;
}
