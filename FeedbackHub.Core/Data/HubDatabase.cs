using System.Data;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Data;

/// <summary>
/// The only way to the database: one context an operation. Writes take turns (SQLite has one writer) in an immediate
/// transaction, and wake the live feed once they are durable.
/// </summary>
public sealed class HubDatabase(
    IDbContextFactory<HubContext> factory, PromiseBook promises, LiveFeed feed, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim writer = new(1);

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
                // For SQLite this level means a deferred transaction: a snapshot that no writer waits for.
                await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancel);
                return await read(db);
            },
            cancel);

    /// <summary>
    /// Does one change: all of it and its journal entries become durable together, or nothing does. A failure that
    /// <paramref name="work"/> returns rolls back. Do no input or output in it but to the database.
    /// </summary>
    public async Task<Result<T>> WriteAsync<T>(Actor actor, Func<Change, Task<Result<T>>> work, CancellationToken cancel = default)
    {
        long? head;
        Result<T> result;
        await writer.WaitAsync(cancel);
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);

            // What fails rolls back as a whole: no savepoint around every command.
            db.Database.AutoSavepointsEnabled = false;
            var change = new Change(db, actor, Now, promises);
            result = await work(change);
            if (!result.Succeeded)
            {
                return result;
            }

            // From here on the caller going away must not leave it undecided whether it happened.
            head = await change.SaveAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            writer.Release();
        }

        if (head is { } seq)
        {
            feed.Wake(seq);
        }

        return result;
    }

    /// <summary>Writes what belongs to one person alone (drafts, read marks, sign-in counters) and has no journal entry.</summary>
    public async Task WritePersonalAsync(Func<HubContext, Task> work, CancellationToken cancel = default)
    {
        await writer.WaitAsync(cancel);
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await work(db);
            Change.RefuseUnjournaled(db);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            writer.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => writer.Dispose();
}
