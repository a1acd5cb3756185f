using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>The queue narrowed by words or a number: over all cases the actor may see, whatever the view, the latest filed first.</summary>
internal static class QueueSearch
{
    // Candidates come newest first from the index in batches, so that a common word costs no more than a page; somebody who
    // may see but a few of the many that match goes on with the next page.
    private const int Batch = 500;
    private const int MostBatches = 4;

    /// <summary>True where the filter has words to look for.</summary>
    public static bool Asks(QueueFilter filter) => filter.Searches;

    /// <summary>One page of what is found. Cases meant by their number come first, before the first page.</summary>
    public static async Task<QueuePage> PageAsync(
        HubContext db, Actor actor, QueueFilter filter, QueuePlace? after, int size, Instant now, CancellationToken cancel)
    {
        var order = QueueOrdering.ById;
        var narrowed = QueueSlices.Narrow(db.Cases.VisibleTo(actor), filter);
        var numbers = CaseNumbers.MeantBy(filter.Words, now);
        var meant = numbers.Count == 0 ? [] : await order.ReadAsync(narrowed.Where(c => numbers.Contains(c.Number)), db, actor, cancel);
        var found = new List<QueueRow>();
        var before = after?.Id ?? long.MaxValue;
        var more = false;
        if (SearchWords.AskedIn(filter.Words) is { Count: > 0 } words)
        {
            for (var i = 0; i < MostBatches && found.Count <= size; i++)
            {
                var last = before;
                var ids = await db.Database
                    .SqlQuery<long>(db.Dialect.FindWords(words, last, Batch))
                    .ToListAsync(cancel);
                var rows = ids.Count == 0 ? [] : await order.ReadAsync(narrowed.Where(c => ids.Contains(c.Id)).OrderByDescending(c => c.Id), db, actor, cancel);
                found.AddRange(rows.Where(r => meant.TrueForAll(m => m.Id != r.Id)));
                more = ids.Count == Batch;
                if (!more)
                {
                    break;
                }

                before = ids[^1];
            }
        }

        QueuePlace? next = found.Count > size ? found[size - 1].Place : more ? new QueuePlace(before, before) : null;
        return new QueuePage([.. after is null ? meant : [], .. found.Take(size)], next);
    }

    /// <summary>Narrows some cases to those that are found.</summary>
    public static async Task<IQueryable<Case>> AmongAsync(
        HubContext db, IQueryable<Case> cases, IReadOnlyCollection<long> ids, string words, Instant now, CancellationToken cancel)
    {
        var numbers = CaseNumbers.MeantBy(words, now);
        var found = SearchWords.AskedIn(words) is { Count: > 0 } asked
            ? await db.Database
                .SqlQuery<long>(db.Dialect.FindWordsAmong(asked, ids))
                .ToListAsync(cancel)
            : [];
        return cases.Where(c => ids.Contains(c.Id) && (found.Contains(c.Id) || numbers.Contains(c.Number)));
    }
}
