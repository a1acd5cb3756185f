using FeedbackHub.Core.Access;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Telemetry;
using NodaTime;

namespace FeedbackHub.App.Hubs;

/// <summary>
/// Tells one connection, in order, what concerns its actor. It keeps its own place in the journal and holds one batch at a time:
/// a slow client waits for itself alone, and reads on from memory or journal where it stopped.
/// </summary>
internal sealed class LivePump(ILiveClient client, LiveFeed feed, FollowJournal journal, Actors actors, LiveHubOptions options, TimeProvider time)
{
    private long lastTold;
    private long lastChecked;

    /// <summary>Runs until the connection ends; returns when the actor has lost the right to listen.</summary>
    public async Task RunAsync(Actor actor, long? after, CancellationToken cancel)
    {
        // Whoever has a number from beyond the end (of a database since restored) learns it by this head.
        var seen = Math.Min(after ?? feed.Head, feed.Head);
        lastChecked = time.GetTimestamp();
        await HeadAsync(seen);
        while (true)
        {
            await WaitAsync(seen, cancel);
            if (time.GetElapsedTime(lastChecked) >= options.CheckEvery)
            {
                if (await actors.AgainAsync(actor, cancel) is not { } still)
                {
                    return;
                }

                (actor, lastChecked) = (still, time.GetTimestamp());
            }

            var followed = await journal.ExecuteAsync(actor, new FollowJournal.Request(seen), cancel);
            if (followed is { Succeeded: true, Value.PeopleChanged: true })
            {
                // Read with the rights of now, not of a moment ago.
                if (await actors.AgainAsync(actor, cancel) is not { } again)
                {
                    return;
                }

                (actor, lastChecked) = (again, time.GetTimestamp());
                followed = await journal.ExecuteAsync(actor, new FollowJournal.Request(seen), cancel);
            }

            if (!followed.Succeeded)
            {
                return;
            }

            await TellAsync(followed.Value.Updates, cancel);
            seen = followed.Value.Read;
            if (time.GetElapsedTime(lastTold) >= options.HeadEvery)
            {
                await HeadAsync(seen);
            }
        }
    }

    /// <summary>Until there is something new, or it is time to look all the same.</summary>
    private async Task WaitAsync(long seen, CancellationToken cancel)
    {
        var atMost = options.CheckEvery < options.HeadEvery ? options.CheckEvery : options.HeadEvery;
        using var timed = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timed.Token);
        await feed.WaitBeyondAsync(seen, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
    }

    private async Task TellAsync(IReadOnlyList<LiveUpdate> updates, CancellationToken cancel)
    {
        foreach (var batch in updates.Chunk(options.Batch))
        {
            cancel.ThrowIfCancellationRequested();
            await client.Changed([.. batch.Select(LiveUpdateMessage.Of)]);
            HubTelemetry.FanOut.RecordSince(batch.Select(u => u.At), time, HubTelemetry.Tag("audience", "hub"));
            lastTold = time.GetTimestamp();
        }

        if (updates.Count > 0)
        {
            await Task.Delay(PauseAfter(updates[^1].At), time, cancel);
        }
    }

    /// <summary>
    /// As long as the latest news has been under way: a machine that has time tells each change at once, one that is behind
    /// makes fewer and larger batches until it has caught up.
    /// </summary>
    private TimeSpan PauseAfter(Instant latest)
    {
        var behind = (Instant.FromDateTimeOffset(time.GetUtcNow()) - latest).ToTimeSpan();
        return behind < options.Pace ? options.Pace : behind < options.SlowestPace ? behind : options.SlowestPace;
    }

    private async Task HeadAsync(long seen)
    {
        await client.Head(seen);
        lastTold = time.GetTimestamp();
    }
}
