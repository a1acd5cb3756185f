namespace FeedbackHub.App.Hubs;

/// <summary>How the live hub behaves (configuration section <c>LiveHub</c>).</summary>
public sealed class LiveHubOptions
{
    /// <summary>How often a client to whom nothing was to be told hears how far it is.</summary>
    public TimeSpan HeadEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a client's rights are read again where nothing in the journal calls for it sooner.</summary>
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The shortest time between two batches to one connection: bursts are merged.</summary>
    public TimeSpan Pace { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest time between two batches, when the machine is behind.</summary>
    public TimeSpan SlowestPace { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Updates in one batch, at the most.</summary>
    public int Batch { get; set; } = 200;
}
