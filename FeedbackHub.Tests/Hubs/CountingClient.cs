using FeedbackHub.App.Hubs;

namespace FeedbackHub.Tests.Hubs;

/// <summary>A client that counts what it hears.</summary>
internal sealed class CountingClient : ILiveClient
{
    private readonly TaskCompletionSource reached = new();
    private int count;
    private int wanted = int.MaxValue;

    public Task Reached(int updates)
    {
        wanted = updates;
        Check();
        return reached.Task;
    }

    public Task Head(long seq) => Task.CompletedTask;

    public Task Changed(IReadOnlyList<LiveUpdateMessage> updates)
    {
        count += updates.Count;
        Check();
        return Task.CompletedTask;
    }

    private void Check()
    {
        if (count >= wanted)
        {
            reached.TrySetResult();
        }
    }
}
