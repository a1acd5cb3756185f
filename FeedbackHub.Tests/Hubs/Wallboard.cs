using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace FeedbackHub.Tests.Hubs;

/// <summary>Something happened to a case: read it again, unless you show this version already.</summary>
public sealed record CaseChanged(long Seq, string Kind, DateTimeOffset At, long CaseId, int CaseVersion, long? DepartmentId, long? HandlerId);

/// <summary>Follows a hub across lost connections and misses nothing.</summary>
public sealed class Wallboard(Uri hub, string token, long? lastSeen, Action<CaseChanged> changed)
{
    /// <summary>All up to this number has been seen: keep it to resume from after a restart of this program.</summary>
    public long? LastSeen { get; private set; } = lastSeen;

    /// <summary>Runs until it is cancelled; throws when the token is refused.</summary>
    public async Task RunAsync(TimeSpan pause, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await ListenAsync(cancel);
            }
            catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                throw;
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                // The hub is away: try again, and resume.
            }

            await Task.Delay(pause, TimeProvider.System, cancel);
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        await using var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(hub, "/hubs/live"), HttpTransportType.WebSockets, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .Build();
        var closed = new TaskCompletionSource();
        connection.Closed += _ => Task.FromResult(closed.TrySetResult());
        connection.On<CaseChanged[]>("Changed", updates =>
        {
            foreach (var update in updates)
            {
                changed(update);
                LastSeen = update.Seq;
            }
        });
        connection.On<long>("Head", seq => LastSeen = seq);
        await connection.StartAsync(cancel);
        await connection.InvokeAsync("Subscribe", LastSeen, cancel);
        await closed.Task.WaitAsync(cancel);
    }
}
