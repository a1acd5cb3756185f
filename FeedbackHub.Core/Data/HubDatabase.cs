using System.Data.Common;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FeedbackHub.Core.Data;

/// <summary>
/// The only way to the database: one context an operation. Writes take turns, here and among nodes, share a transaction with
/// those who wait behind them, and wake the live feed once they are durable.
/// </summary>
public sealed class HubDatabase(
    IDbContextFactory<HubContext> factory, [FromKeyedServices(HubDatabase.Writer)] IDbContextFactory<HubContext> writers, PromiseBook promises, LiveFeed feed, TimeProvider time) : IDisposable
{
    /// <summary>The key of the contexts that the writer uses.</summary>
    public const string Writer = "writer";

    private readonly SemaphoreSlim writer = new(1);
    private SharedTransaction? open;
    private int waiting;
    private (long At, Exception Problem)? refused;

    /// <summary>The time by the injected clock, in whole microseconds as it is stored.</summary>
    public Instant Now => Instant.FromUnixTimeTicks(Instant.FromDateTimeOffset(time.GetUtcNow()).ToUnixTimeTicks() / 10 * 10);

    /// <summary>Reads without tracking.</summary>
    public async Task<T> ReadAsync<T>(Func<HubContext, Task<T>> read, CancellationToken cancel = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancel);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(db);
    }

    /// <summary>Reads several things without tracking, all as they stood at one and the same moment.</summary>
    public Task<T> ReadAtOneMomentAsync<T>(Func<HubContext, Task<T>> read, CancellationToken cancel = default) =>
        ReadAsync(
            async db =>
            {
                await using var moment = await db.Database.BeginTransactionAsync(db.Dialect.OneMoment, cancel);
                return await read(db);
            },
            cancel);

    /// <summary>
    /// Does one change: all of it and its journal entries become durable together, or nothing does. A failure that
    /// <paramref name="work"/> returns rolls back. Do no input or output in it but to the database.
    /// </summary>
    public Task<Result<T>> WriteAsync<T>(Actor actor, Func<Change, Task<Result<T>>> work, CancellationToken cancel = default) =>
        InTurnAsync(
            async (shared, db) =>
            {
                var change = new Change(db, actor, Now, promises);
                var outcome = await work(change);
                if (outcome.Succeeded)
                {
                    // From here on the caller going away must not leave it undecided whether it happened.
                    shared.Head = await change.SaveAsync(CancellationToken.None) ?? shared.Head;
                }

                return (Keep: outcome.Succeeded, outcome);
            },
            cancel);

    /// <summary>Writes what belongs to one person alone (drafts, read marks, sign-in counters) and has no journal entry.</summary>
    public Task WritePersonalAsync(Func<HubContext, Task> work, CancellationToken cancel = default) =>
        InTurnAsync(
            async (_, db) =>
            {
                await work(db);
                Change.RefuseUnjournaled(db);
                await db.SaveChangesAsync(cancel);
                return (Keep: true, new Done());
            },
            cancel);

    private async Task<T> InTurnAsync<T>(Func<SharedTransaction, HubContext, Task<(bool Keep, T Outcome)>> work, CancellationToken cancel)
    {
        var arrived = time.GetTimestamp();
        // Whoever has counted itself in takes its turn in any case: the one before may have left the commit to it.
        Interlocked.Increment(ref waiting);
        await writer.WaitAsync(CancellationToken.None);
        Interlocked.Decrement(ref waiting);
        SharedTransaction? shared = null;
        T outcome;
        try
        {
            shared = open ??= await BeginAsync(arrived, cancel);
            cancel.ThrowIfCancellationRequested();
            outcome = await shared.DoAsync(db => work(shared, db));
        }
        finally
        {
            await EndTurnAsync(shared);
        }

        await shared.Settled;
        return outcome;
    }

    /// <summary>
    /// Whoever waited while the one before tried in vain is refused with it: one after the other trying for half a minute, the
    /// last would hear after many.
    /// </summary>
    private async Task<SharedTransaction> BeginAsync(long arrived, CancellationToken cancel)
    {
        if (refused is { } before && arrived <= before.At)
        {
            throw new TransactionLostException("The database took no writer meanwhile.", before.Problem);
        }

        try
        {
            return await SharedTransaction.BeginAsync(writers, cancel);
        }
        catch (Exception problem) when (StorageFault.IsOne(problem))
        {
            refused = (time.GetTimestamp(), problem);
            throw;
        }
    }

    /// <summary>The last of those who wait, or the one who fills the transaction, commits it.</summary>
    private async Task EndTurnAsync(SharedTransaction? shared)
    {
        var last = shared is not null && (shared.IsFull || Volatile.Read(ref waiting) == 0);
        try
        {
            if (last)
            {
                open = null;
                await shared!.SettleAsync(durable => feed.Wake(durable.Head ?? 0));
            }
        }
        finally
        {
            writer.Release();
        }

        if (last && shared!.Head is not null && shared.Settled.IsCompletedSuccessfully)
        {
            await AnnounceAsync();
        }
    }

    private async Task AnnounceAsync()
    {
        try
        {
            await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
            await db.Dialect.AnnounceAsync(db, CancellationToken.None);
        }
        catch (DbException)
        {
            // The change is durable. Other nodes look by themselves once a second.
        }
    }

    /// <inheritdoc />
    public void Dispose() => writer.Dispose();
}
