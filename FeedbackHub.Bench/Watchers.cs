using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR.Client;

namespace FeedbackHub.Bench;

/// <summary>Clients of one node's live hub over WebSockets, entitled to everything, and how soon each hears of every change.</summary>
internal sealed class Watchers : IAsyncDisposable
{
    private readonly List<HubConnection> connections = [];
    private readonly ConcurrentBag<double> took = [];
    private long heard;

    /// <summary>What they have heard since <see cref="Forget"/>, each update of each client counted.</summary>
    public long Heard => Interlocked.Read(ref heard);

    /// <summary>Milliseconds from the instant of each change until a client had the message in hand, by the one clock of the machine.</summary>
    public Timings Took(double perSecond) => new(took, perSecond);

    /// <summary>Lets so many connect and subscribe.</summary>
    public static async Task<Watchers> ConnectAsync(ServerProcess hub, string token, int clients)
    {
        var watchers = new Watchers();
        for (var i = 0; i < clients; i++)
        {
            var connection = new HubConnectionBuilder().WithUrl(new Uri(hub.Address, "/hubs/live"), o => o.AccessTokenProvider = () => Task.FromResult<string?>(token)).Build();
            watchers.connections.Add(connection);
            connection.On<Update[]>("Changed", watchers.Hear);
            await connection.StartAsync();
            await connection.InvokeAsync("Subscribe", null);
        }

        return watchers;
    }

    /// <summary>What was heard up to now does not count.</summary>
    public void Forget()
    {
        took.Clear();
        Interlocked.Exchange(ref heard, 0);
    }

    private void Hear(Update[] updates)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var update in updates)
        {
            took.Add((now - update.At).TotalMilliseconds);
        }

        Interlocked.Add(ref heard, updates.Length);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Task.WhenAll(connections.Select(c => c.DisposeAsync().AsTask()));

    private sealed record Update(long Seq, DateTimeOffset At);
}
