using System.Collections.Concurrent;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Telemetry;
using Microsoft.AspNetCore.SignalR;

namespace FeedbackHub.App.Hubs;

/// <summary>The pumps of all connections: one each, ended with it.</summary>
public sealed class LivePumps(
    IHubContext<LiveHub, ILiveClient> hub, LiveFeed feed, FollowJournal journal, Actors actors, LiveHubOptions options, TimeProvider time, ILogger<LivePumps> log)
{
    private readonly ConcurrentDictionary<string, (Task Running, CancellationTokenSource Ending)> running = new();

    /// <summary>How many are running.</summary>
    public int Count => running.Count;

    /// <summary>Starts one; false where the connection has one already.</summary>
    public bool Start(HubCallerContext connection, Actor actor, long? after)
    {
        var ending = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionAborted);
        var pump = new LivePump(hub.Clients.Client(connection.ConnectionId), feed, journal, actors, options, time);
        var started = new TaskCompletionSource();
        var pumping = started.Task.ContinueWith(_ => RunAsync(pump, connection, actor, after, ending.Token), TaskScheduler.Default).Unwrap();
        if (running.TryAdd(connection.ConnectionId, (pumping, ending)))
        {
            HubTelemetry.HubConnections.Add(1);
            started.SetResult();
            return true;
        }

        return false;
    }

    /// <summary>Ends the one of a connection.</summary>
    public async Task StopAsync(string connectionId)
    {
        if (running.TryRemove(connectionId, out var pump))
        {
            HubTelemetry.HubConnections.Add(-1);
            await pump.Ending.CancelAsync();
            await pump.Running;
        }
    }

    private async Task RunAsync(LivePump pump, HubCallerContext connection, Actor actor, long? after, CancellationToken cancel)
    {
        try
        {
            await pump.RunAsync(actor, after, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "A live connection failed; its client will resume");
        }
        finally
        {
            if (running.TryRemove(connection.ConnectionId, out _))
            {
                HubTelemetry.HubConnections.Add(-1);
            }
        }

        // No longer entitled, or failed: a cut connection is something every client notices.
        connection.Abort();
    }
}
