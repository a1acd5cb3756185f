namespace FeedbackHub.App.Hubs;

/// <summary>What the hub calls on desktop tools and wallboards.</summary>
public interface ILiveClient
{
    /// <summary>These things happened, in order. Read again what you show of them; remember the last number.</summary>
    Task Changed(IReadOnlyList<LiveUpdateMessage> updates);

    /// <summary>You have been told of all that concerns you up to this number: remember it, and resume from it.</summary>
    Task Head(long seq);
}
