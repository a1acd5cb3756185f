using FeedbackHub.App.Hubs;

namespace FeedbackHub.Tests.Hubs;

/// <summary>A client that takes one call and does not come back from it.</summary>
internal sealed class StuckClient : ILiveClient
{
    private readonly TaskCompletionSource released = new();

    public int Calls { get; private set; }

    public void Release() => released.TrySetResult();

    public Task Head(long seq) => Task.CompletedTask;

    public Task Changed(IReadOnlyList<LiveUpdateMessage> updates)
    {
        Calls++;
        return released.Task;
    }
}
