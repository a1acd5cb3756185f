using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FeedbackHub.Core.Data;

/// <summary>
/// One transaction for writers who wait for one another: each does its work in turn, each can fail alone, and one flush to
/// the disk makes all of them durable. Nobody is answered before that. Used by the writer whose turn it is, never by two.
/// </summary>
internal sealed class SharedTransaction : IAsyncDisposable
{
    /// <summary>PostgreSQL keeps as many savepoints of a transaction at hand; and the first shall not wait long for the last.</summary>
    private const int Most = 64;
    private const string BeforeWork = "before_work";

    private readonly HubContext db;
    private readonly IDbContextTransaction transaction;
    private readonly Settlement settlement = new();
    private TransactionLostException? lost;
    private int works;
    private bool over;

    private SharedTransaction(HubContext db, IDbContextTransaction transaction)
    {
        this.db = db;
        this.transaction = transaction;
    }

    /// <summary>No further work may be done in it.</summary>
    public bool IsFull => over || works >= Most;

    /// <summary>The last journal number in it; null where there is none.</summary>
    public long? Head { get; private set; }

    /// <summary>Begins one, when no other process writes.</summary>
    public static async Task<SharedTransaction> BeginAsync(IDbContextFactory<HubContext> factory, CancellationToken cancel)
    {
        var db = await factory.CreateDbContextAsync(cancel);
        try
        {
            var transaction = await db.Database.BeginTransactionAsync(cancel);
            await db.Dialect.TakeTurnAsync(db, cancel);

            // What fails is undone as a whole: no savepoint around every command.
            db.Database.AutoSavepointsEnabled = false;
            return new SharedTransaction(db, transaction);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does one work; undone where it says so or throws, and then it alone.</summary>
    public async Task<T> DoAsync<T>(Func<HubContext, Task<(bool Keep, T Outcome)>> work)
    {
        // The first one needs no savepoint: nobody else is in the transaction that its failure ends.
        var joins = works++ > 0;
        if (joins)
        {
            await OrLoseAllAsync(() => transaction.CreateSavepointAsync(BeforeWork));
        }

        var keep = false;
        try
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            (keep, var outcome) = await work(db);
            return outcome;
        }
        finally
        {
            db.ChangeTracker.Clear();
            await EndWorkAsync(joins, keep);
        }
    }

    /// <summary>Notes what a work that is kept has come to: the last number it gave out in the journal, and what it leaves to be written.</summary>
    public void Keep(long? head, Settlement owed)
    {
        Head = head ?? Head;
        settlement.Add(owed);
    }

    /// <summary>Makes all of it durable. Answers by what it was lost; null where nothing was.</summary>
    public async Task<TransactionLostException?> SettleAsync()
    {
        try
        {
            if (!over)
            {
                await settlement.WriteAsync(db);
                await transaction.CommitAsync(CancellationToken.None);
            }
        }
        catch (Exception problem)
        {
            lost = new TransactionLostException("The commit failed.", problem);
        }

        return lost;
    }

    /// <summary>What has failed may fail in ending, too. By then everybody has been told, and the connection goes all the same.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (db)
        {
            try
            {
                await transaction.DisposeAsync();
            }
            catch (Exception problem) when (StorageFault.IsOne(problem) || problem is InvalidOperationException)
            {
                // A connection that was cut has nothing left to undo.
            }
        }
    }

    private Task EndWorkAsync(bool joins, bool keep)
    {
        over |= !joins && !keep;
        return (joins, keep) switch
        {
            (false, _) => Task.CompletedTask,
            (_, true) => OrLoseAllAsync(() => transaction.ReleaseSavepointAsync(BeforeWork)),
            _ => OrLoseAllAsync(() => transaction.RollbackToSavepointAsync(BeforeWork)),
        };
    }

    /// <summary>A full disk or a cut connection ends the whole transaction: everybody in it must hear so.</summary>
    private async Task OrLoseAllAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception problem)
        {
            over = true;
            lost = new TransactionLostException("The transaction ended before its commit.", problem);
            throw lost;
        }
    }
}
