using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// The queue narrowed to what was received, decided, or promised and met between two moments: the latest filed first. The cases come
/// from an index of such moments, so that the cost is that of the span and not of all cases.
/// </summary>
internal static class QueueLookBack
{
    private const int Batch = 200;

    /// <summary>One page of what is found.</summary>
    public static async Task<QueuePage> PageAsync(
        HubContext db, Actor actor, QueueFilter filter, QueueSpan span, QueuePlace? after, int size, Today day, CancellationToken cancel)
    {
        var last = after?.Id ?? long.MaxValue;
        var ids = (await IdsAsync(db, span, cancel)).Where(id => id < last).Distinct().OrderDescending();
        var narrowed = QueueSlices.Narrow(QueueSlices.InView(db.Cases.VisibleTo(actor), actor, filter.View, day), filter);
        var rows = new List<QueueRow>();
        foreach (var batch in ids.Chunk(Batch))
        {
            rows.AddRange(await QueueOrdering.ById.ReadAsync(narrowed.Where(c => batch.Contains(c.Id)).OrderByDescending(c => c.Id), db, actor, cancel));
            if (rows.Count > size)
            {
                return new QueuePage(rows[..size], rows[size - 1].Place);
            }
        }

        return new QueuePage(rows, null);
    }

    private static Task<List<long>> IdsAsync(HubContext db, QueueSpan span, CancellationToken cancel)
    {
        var (from, before, kept) = (span.From, span.Before, span.Event == QueueEvent.Kept);
        var ids = span.Event switch
        {
            QueueEvent.Received => db.Cases.Where(c => c.ReceivedAt >= from && c.ReceivedAt < before).Select(c => c.Id),
            QueueEvent.Resolved => db.Cases.Where(c => c.DecidedAt >= from && c.DecidedAt < before).Select(c => c.Id),
            _ => db.CasePromises.Where(p => p.Kept == kept && p.MetAt >= from && p.MetAt < before).Select(p => p.CaseId),
        };
        return ids.ToListAsync(cancel);
    }
}
