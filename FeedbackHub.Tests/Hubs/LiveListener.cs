using System.Net;
using System.Threading.Channels;
using FeedbackHub.App.Hubs;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace FeedbackHub.Tests.Hubs;

/// <summary>One connection to the live hub over WebSockets, and all that it heard.</summary>
internal sealed class LiveListener : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly Channel<long> heard = Channel.CreateUnbounded<long>();
    private readonly TaskCompletionSource closed = new();

    private LiveListener(HubConnection connection)
    {
        this.connection = connection;
        connection.Closed += _ => Task.FromResult(closed.TrySetResult());
        connection.On<CaseChanged[]>("Changed", updates =>
        {
            Updates.AddRange(updates);
            heard.Writer.TryWrite(updates[^1].Seq);
        });
        connection.On<long>("Head", seq => heard.Writer.TryWrite(seq));
    }

    /// <summary>What it was told, in the order of telling.</summary>
    public List<CaseChanged> Updates { get; } = [];

    /// <summary>Completes when the connection is closed from the other side.</summary>
    public Task Closed => closed.Task;

    /// <summary>Connects with a token or with cookies, and subscribes.</summary>
    public static async Task<LiveListener> ConnectAsync(HubHostFixture host, string? token = null, CookieContainer? cookies = null, long? after = null)
    {
        var listener = new LiveListener(new HubConnectionBuilder()
            .WithUrl(new Uri(host.BaseAddress, LiveHubModule.Path), HttpTransportType.WebSockets, options =>
            {
                options.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token);
                options.Cookies = cookies ?? new CookieContainer();
            })
            .Build());
        try
        {
            await listener.connection.StartAsync();
            await listener.connection.InvokeAsync("Subscribe", after);
            return listener;
        }
        catch
        {
            await listener.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls the hub.</summary>
    public Task InvokeAsync(string method, object? argument) => connection.InvokeAsync(method, argument);

    /// <summary>Until it has heard of this number, by a change or by a head.</summary>
    public async Task UntilAsync(long seq)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (await heard.Reader.ReadAsync(limit.Token) < seq)
        {
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
