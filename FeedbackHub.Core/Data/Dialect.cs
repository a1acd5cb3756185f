using System.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>
/// What EF Core cannot say alike to both databases: taking turns in writing, reading one moment, many values in one
/// statement, and the search index.
/// </summary>
internal abstract class Dialect
{
    /// <summary>The isolation in which several reads see one and the same moment, and no writer waits for them.</summary>
    public abstract IsolationLevel OneMoment { get; }

    /// <summary>Waits until no other process migrates this database. Answers what ends the turn; null where the database sees to it itself.</summary>
    public abstract Task<IAsyncDisposable?> TakeMigrationTurnAsync(HubContext db, StorageOptions storage, CancellationToken cancel);

    /// <summary>Called first in a writing transaction: returns when no other writer is at work, in whichever process.</summary>
    public abstract Task TakeTurnAsync(HubContext db, CancellationToken cancel);

    /// <summary>Tells other processes that the journal went on. Called after the commit, never inside the transaction.</summary>
    public abstract Task AnnounceAsync(HubContext db, CancellationToken cancel);

    /// <summary>Runs a statement; answers how many rows it touched.</summary>
    public virtual Task<int> RunAsync(HubContext db, FormattableString statement, CancellationToken cancel) => db.Database.ExecuteSqlAsync(statement, cancel);

    /// <summary>Runs one that answers one number, which it names <c>Value</c>.</summary>
    public virtual async Task<long> NumberAsync(HubContext db, FormattableString statement, CancellationToken cancel) =>
        (await db.Database.SqlQuery<long>(statement).ToListAsync(cancel))[0];

    /// <summary>Adds to tallies; missing ones begin at nothing. <paramref name="rows"/> is JSON: arrays of measure, bucket, department, handler, count.</summary>
    public abstract FormattableString AddToTallies(string rows);

    /// <summary>Deletes those of the same rows that count nothing any more.</summary>
    public abstract FormattableString DropEmptyTallies(string rows);

    /// <summary>The sum of tallies for each of several ranges (JSON: arrays of measure, from, until), of one department or all.</summary>
    public abstract FormattableString SumTallies(string ranges, long? department);

    /// <summary>Puts a case's words in place of those it had.</summary>
    public abstract Task KeepWordsAsync(HubContext db, long caseId, IReadOnlyCollection<string> words, bool isNew, CancellationToken cancel);

    /// <summary>The latest cases from one id on and before another that have all the words. The cost is that of the found ones, however common the words are.</summary>
    public abstract FormattableString FindWords(IReadOnlyList<SearchWord> words, long from, long before, int most);

    /// <summary>Those of some cases that have all the words.</summary>
    public abstract FormattableString FindWordsAmong(IReadOnlyList<SearchWord> words, IReadOnlyCollection<long> cases);
}
