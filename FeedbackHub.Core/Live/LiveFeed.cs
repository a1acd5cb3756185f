using NodaTime;

namespace FeedbackHub.Core.Live;

/// <summary>
/// The journal's newest part in memory, in order and without gaps. Listeners keep their own place: they wait until there is
/// something beyond it and read on from there, so that nobody who was slow, or away, misses anything.
/// </summary>
public sealed class LiveFeed
{
    /// <summary>How many updates are kept in memory; whoever is further behind reads from the journal.</summary>
    public const int Kept = 4096;

    private readonly Lock gate = new();
    private readonly LiveUpdate[] recent = new LiveUpdate[Kept];
    private long firstKept = 1;
    private TaskCompletionSource published = NewSignal();
    private TaskCompletionSource woken = NewSignal();

    /// <summary>The last published number.</summary>
    public long Head { get; private set; }

    /// <summary>Called after a commit: the tail should look.</summary>
    public void Wake(long seq)
    {
        lock (gate)
        {
            if (seq > Head)
            {
                woken.TrySetResult();
            }
        }
    }

    /// <summary>Completes when there is something beyond <paramref name="seq"/>.</summary>
    public async Task WaitBeyondAsync(long seq, CancellationToken cancel)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (Head > seq)
                {
                    return;
                }

                next = published.Task;
            }

            await next.WaitAsync(cancel);
        }
    }

    /// <summary>
    /// What came after <paramref name="seq"/>, oldest first; null when that is further back than memory goes.
    /// </summary>
    public IReadOnlyList<LiveUpdate>? After(long seq)
    {
        lock (gate)
        {
            if (seq >= Head)
            {
                return [];
            }

            if (seq + 1 < firstKept)
            {
                return null;
            }

            // By its place: every listener asks this at every change.
            var after = new LiveUpdate[Head - seq];
            for (var i = 0; i < after.Length; i++)
            {
                after[i] = recent[(seq + 1 + i) % Kept];
            }

            return after;
        }
    }

    /// <summary>Starts at the journal's present end.</summary>
    internal void StartAt(long head)
    {
        lock (gate)
        {
            Head = Math.Max(Head, head);
            firstKept = Head + 1;
        }
    }

    /// <summary>Tells everybody, in order.</summary>
    internal void Publish(IReadOnlyList<LiveUpdate> updates)
    {
        TaskCompletionSource tell;
        lock (gate)
        {
            foreach (var update in updates)
            {
                if (update.Seq != Head + 1)
                {
                    throw new InvalidOperationException($"The journal has a gap: {update.Seq} came after {Head}.");
                }

                recent[update.Seq % Kept] = update;
                Head = update.Seq;
            }

            firstKept = Math.Max(firstKept, Head - Kept + 1);

            tell = published;
            published = NewSignal();
        }

        tell.TrySetResult();
    }

    /// <summary>Waits until a commit calls, or the poll interval is over.</summary>
    internal async Task WaitForWakeAsync(Duration atMost, TimeProvider time, CancellationToken cancel)
    {
        Task called;
        lock (gate)
        {
            called = woken.Task;
        }

        try
        {
            await called.WaitAsync(atMost.ToTimeSpan(), time, cancel);
        }
        catch (TimeoutException)
        {
            // Nothing called; look all the same.
        }

        lock (gate)
        {
            if (woken.Task.IsCompleted)
            {
                woken = NewSignal();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
