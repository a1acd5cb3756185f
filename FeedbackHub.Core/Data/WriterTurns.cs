using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>
/// The line of those who want to write. One after the other takes its turn, as many as stand there share a transaction, and each
/// is answered when that is durable. One task serves the line as long as anybody stands in it: a turn that came back to the
/// thread pool each time would wait there behind all the requests that the last commit has answered.
/// </summary>
/// <param name="writers">Where a transaction gets its context.</param>
/// <param name="durable">Told the last journal number of a transaction before its writers are answered.</param>
/// <param name="answered">Runs after that; the next transaction waits for it.</param>
internal sealed class WriterTurns(IDbContextFactory<HubContext> writers, Action<long> durable, Func<Task> answered)
{
    private readonly ConcurrentQueue<Turn> line = new();
    private int served;

    /// <summary>Does some work in its turn.</summary>
    public async Task<T> TakeAsync<T>(Func<SharedTransaction, HubContext, Task<(bool Keep, T Outcome)>> work, CancellationToken cancel)
    {
        T? outcome = default;
        var turn = new Turn(async shared => outcome = await shared.DoAsync(db => work(shared, db)), cancel);
        line.Enqueue(turn);
        Serve();
        await turn.Ended;
        return outcome!;
    }

    private void Serve()
    {
        if (!line.IsEmpty && Interlocked.CompareExchange(ref served, 1, 0) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(turns => _ = turns.ServeAsync(), this, preferLocal: false);
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (line.TryDequeue(out var first))
            {
                await ShareAsync(first);
            }
        }
        finally
        {
            Volatile.Write(ref served, 0);
            Serve();
        }
    }

    private async Task ShareAsync(Turn first)
    {
        SharedTransaction shared;
        try
        {
            shared = await SharedTransaction.BeginAsync(writers, first.Cancel);
        }
        catch (Exception problem)
        {
            first.Fail(problem);
            RefuseAll(problem);
            return;
        }

        await using (shared)
        {
            var done = new List<Turn>();
            for (var turn = first; turn is not null; turn = !shared.IsFull && line.TryDequeue(out var next) ? next : null)
            {
                if (await turn.TakeAsync(shared))
                {
                    done.Add(turn);
                }
            }

            var lost = await shared.SettleAsync();
            if (lost is null && shared.Head is { } head)
            {
                durable(head);
            }

            done.ForEach(turn => turn.End(lost));
            if (lost is null && shared.Head is not null)
            {
                await answered();
            }
        }
    }

    /// <summary>
    /// Whoever waited while the one before tried in vain is refused with it: one after the other trying for half a minute, the
    /// last would hear after many.
    /// </summary>
    private void RefuseAll(Exception problem)
    {
        for (var waiting = StorageFault.IsOne(problem) ? line.Count : 0; waiting > 0 && line.TryDequeue(out var turn); waiting--)
        {
            turn.Fail(new TransactionLostException("The database took no writer meanwhile.", problem));
        }
    }

    private sealed class Turn(Func<SharedTransaction, Task> work, CancellationToken cancel)
    {
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => ended.Task;

        public CancellationToken Cancel => cancel;

        /// <summary>Does the work as if its own caller did; false where it failed and has been told so.</summary>
        public async Task<bool> TakeAsync(SharedTransaction shared)
        {
            try
            {
                cancel.ThrowIfCancellationRequested();
                await Begin(shared);
                return true;
            }
            catch (Exception problem)
            {
                Fail(problem);
                return false;
            }
        }

        public void Fail(Exception problem) => ended.SetException(problem);

        public void End(Exception? lost)
        {
            if (lost is null)
            {
                ended.SetResult();
            }
            else
            {
                ended.SetException(lost);
            }
        }

        private Task Begin(SharedTransaction shared)
        {
            if (context is null)
            {
                return work(shared);
            }

            var begun = Task.CompletedTask;
            ExecutionContext.Run(context, _ => begun = work(shared), null);
            return begun;
        }
    }
}
