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
public sealed class HubDatabase
{
    /// <summary>The key of the contexts that the writer uses.</summary>
    public const string Writer = "writer";

    private readonly IDbContextFactory<HubContext> factory;
    private readonly PromiseBook promises;
    private readonly TimeProvider time;
    private readonly WriterTurns turns;

    /// <summary>On the configured database.</summary>
    public HubDatabase(
        IDbContextFactory<HubContext> factory, [FromKeyedServices(Writer)] IDbContextFactory<HubContext> writers, PromiseBook promises, LiveFeed feed, TimeProvider time)
    {
        this.factory = factory;
        this.promises = promises;
        this.time = time;
        turns = new WriterTurns(writers, feed.Wake, AnnounceAsync);
    }

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
        turns.TakeAsync(
            async (shared, db) =>
            {
                var change = new Change(db, actor, Now, promises);
                var outcome = await work(change);
                if (outcome.Succeeded)
                {
                    // From here on the caller going away must not leave it undecided whether it happened.
                    shared.Keep(await change.SaveAsync(CancellationToken.None), change.Settlement);
                }

                return (Keep: outcome.Succeeded, outcome);
            },
            cancel);

    /// <summary>Writes what belongs to one person alone (drafts, read marks, sign-in counters) and has no journal entry.</summary>
    public Task WritePersonalAsync(Func<HubContext, Task> work, CancellationToken cancel = default) =>
        turns.TakeAsync(
            async (_, db) =>
            {
                await work(db);
                Change.RefuseUnjournaled(db);
                await db.SaveChangesAsync(cancel);
                return (Keep: true, new Done());
            },
            cancel);

    /// <summary>Writes what is derived from the journal anew, with what that moves in the tallies.</summary>
    internal Task WriteDerivedAsync(Func<HubContext, Settlement, Task> work, CancellationToken cancel = default) =>
        turns.TakeAsync(
            async (shared, db) =>
            {
                var settlement = new Settlement();
                await work(db, settlement);
                Change.RefuseUnjournaled(db);
                await db.SaveChangesAsync(cancel);
                shared.Keep(null, settlement);
                return (Keep: true, new Done());
            },
            cancel);

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
}
