namespace FeedbackHub.Core.Escalation;

/// <summary>How promises are watched (configuration section <c>Escalation</c>).</summary>
public sealed class EscalationOptions
{
    /// <summary>Seconds between two looks at the clocks.</summary>
    public int WatchSeconds { get; set; } = 15;

    /// <summary>Cases seen to in one look, at the most: after a long standstill the rest follow at once in the next.</summary>
    public int WatchBatch { get; set; } = 500;
}
