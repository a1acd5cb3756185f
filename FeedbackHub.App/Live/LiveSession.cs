using FeedbackHub.App.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Telemetry;

namespace FeedbackHub.App.Live;

/// <summary>
/// The live updates of one circuit: keeps its own place in the journal and tells its pages what concerns their reader, merged
/// to at most one flush every 250 ms. After a pause of any length it reads on where it stopped.
/// </summary>
public sealed class LiveSession(LiveFeed feed, JournalTail tail, CurrentStaff staff, TimeProvider time, ILogger<LiveSession> log) : IAsyncDisposable
{
    /// <summary>The shortest time between two flushes.</summary>
    public static readonly TimeSpan Flush = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource ending = new();
    private readonly List<Func<IReadOnlyList<LiveUpdate>, Task>> listeners = [];
    private Task? running;

    /// <summary>Starts listening. Dispose the result to stop. Called within the circuit; the listener re-enters by <c>InvokeAsync</c>.</summary>
    public IDisposable Subscribe(Func<IReadOnlyList<LiveUpdate>, Task> listener)
    {
        lock (listeners)
        {
            listeners.Add(listener);
            running ??= RunAsync(feed.Head, ending.Token);
        }

        return new Subscription(() =>
        {
            lock (listeners)
            {
                listeners.Remove(listener);
            }
        });
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        if (running is not null)
        {
            await running;
        }

        ending.Dispose();
    }

    private async Task RunAsync(long seen, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await feed.WaitBeyondAsync(seen, cancel);
                seen = await TellAsync(seen, cancel);
                await Task.Delay(Flush, time, cancel);
            }
            catch (Exception problem) when (!cancel.IsCancellationRequested)
            {
                // A disk that is briefly away must not silence the circuit for good: nothing is lost, the next round reads on.
                log.LogError(problem, "A circuit could not read its live updates; they wait");
                await Task.Delay(Retry, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The circuit ended.
            }
        }
    }

    private async Task<long> TellAsync(long seen, CancellationToken cancel)
    {
        var updates = await tail.ReadAfterAsync(seen, cancel);
        if (updates.Count == 0)
        {
            return seen;
        }

        if (await staff.FindActorAsync() is { } actor)
        {
            var mine = updates.Where(u => u.IsFor(actor)).ToList();
            if (mine.Count > 0)
            {
                await TellAllAsync(mine);
                HubTelemetry.FanOut.RecordSince(mine.Select(u => u.At), time, HubTelemetry.Tag("audience", "circuit"));
            }
        }
        else
        {
            // Nothing is theirs to know any more; a page that asks again learns that they were signed out.
            await TellAllAsync([]);
        }

        return updates[^1].Seq;
    }

    private async Task TellAllAsync(IReadOnlyList<LiveUpdate> updates)
    {
        List<Func<IReadOnlyList<LiveUpdate>, Task>> told;
        lock (listeners)
        {
            told = [.. listeners];
        }

        foreach (var listener in told)
        {
            try
            {
                await listener(updates);
            }
            catch (Exception problem) when (problem is not OperationCanceledException && !StorageFault.IsOne(problem))
            {
                // One page's fault must not silence the others.
                log.LogError(problem, "A page failed to take a live update");
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
