using NodaTime;

namespace FeedbackHub.Core.Demo;

/// <summary>The clock the demo company lives by: it stands where it was last put.</summary>
internal sealed class DemoClock(Instant start) : TimeProvider
{
    /// <summary>The time it shows.</summary>
    public Instant At { get; set; } = start;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => At.ToDateTimeOffset();
}
