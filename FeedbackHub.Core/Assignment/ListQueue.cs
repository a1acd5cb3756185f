using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// One page of the queue, read by key: the cost is that of the page, however many cases there are. For people with several
/// departments each department's part is read in order and the parts are merged.
/// </summary>
public sealed class ListQueue(HubDatabase database, QueueToday today, Limits limits) : IUseCase<ListQueue.Request, QueuePage>
{
    /// <summary>What to show, after which row, and how many (at most the configured page).</summary>
    public sealed record Request(QueueFilter Filter, QueuePlace? After = null, int Size = 50);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<QueuePage>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var size = Math.Clamp(request.Size, 1, limits.Page);
        return await database.ReadAsync(async db =>
        {
            var day = await today.ReadAsync(db, cancel);
            if (request.Filter.Words.Trim().Length > 0)
            {
                return await SearchAsync(db, actor, request, size, cancel);
            }

            if (request.Filter.Span is { LooksBack: true } span)
            {
                return await LookBackAsync(db, actor, request, span, day, size, cancel);
            }

            var order = QueueOrdering.Of(request.Filter);
            var found = new List<QueueRow>();
            foreach (var slice in QueueSlices.Of(db.Cases, actor, request.Filter, day))
            {
                var ordered = order.Apply(slice, request.After).Take(size + 1);
                found.AddRange(await order.Rows(ordered, db, actor).ToListAsync(cancel));
            }

            return Page([.. order.Sort(found)], size);
        }, cancel);
    }

    private async Task<QueuePage> SearchAsync(HubContext db, Actor actor, Request request, int size, CancellationToken cancel)
    {
        var order = QueueOrdering.ById;
        var narrowed = QueueSlices.Narrow(db.Cases.VisibleTo(actor), request.Filter);
        var rows = new List<QueueRow>();
        if (request.After is null)
        {
            var numbers = CaseNumbers.MeantBy(request.Filter.Words, database.Now);
            rows.AddRange(await order.Rows(narrowed.Where(c => numbers.Contains(c.Number)), db, actor).ToListAsync(cancel));
        }

        if (SearchWords.AsQuery(request.Filter.Words) is { } query)
        {
            // Candidates come newest first from the index in batches, so that a common word costs no more than a page.
            const int batch = 200;
            const int mostBatches = 10;
            var before = request.After?.Id ?? long.MaxValue;
            for (var i = 0; i < mostBatches && rows.Count <= size; i++)
            {
                var last = before;
                var ids = await db.Database
                    .SqlQuery<long>($"""SELECT rowid AS "Value" FROM "CaseWords" WHERE "CaseWords" MATCH {query} AND rowid < {last} ORDER BY rowid DESC LIMIT {batch}""")
                    .ToListAsync(cancel);
                if (ids.Count == 0)
                {
                    break;
                }

                var page = await order.Rows(narrowed.Where(c => ids.Contains(c.Id)).OrderByDescending(c => c.Id), db, actor).ToListAsync(cancel);
                rows.AddRange(page.Where(p => rows.TrueForAll(r => r.Id != p.Id)));
                before = ids[^1];
            }
        }

        return Page(rows, size);
    }

    private static async Task<QueuePage> LookBackAsync(
        HubContext db, Actor actor, Request request, QueueSpan span, Today day, int size, CancellationToken cancel)
    {
        // The cases of the span come from an index of their own; the cost is that of the span, not of all cases.
        var (from, before, last) = (span.From, span.Before, request.After?.Id ?? long.MaxValue);
        var kept = span.Event == QueueEvent.Kept;
        var found = await (span.Event == QueueEvent.Resolved
                ? db.Cases.Where(c => c.DecidedAt >= from && c.DecidedAt < before).Select(c => c.Id)
                : db.CasePromises.Where(p => p.Kept == kept && p.MetAt >= from && p.MetAt < before).Select(p => p.CaseId))
            .ToListAsync(cancel);
        var order = QueueOrdering.ById;
        var narrowed = QueueSlices.Narrow(QueueSlices.InView(db.Cases.VisibleTo(actor), actor, request.Filter.View, day), request.Filter);
        var rows = new List<QueueRow>();
        foreach (var batch in found.Where(id => id < last).Distinct().OrderDescending().Chunk(200))
        {
            rows.AddRange(await order.Rows(narrowed.Where(c => batch.Contains(c.Id)).OrderByDescending(c => c.Id), db, actor).ToListAsync(cancel));
            if (rows.Count > size)
            {
                break;
            }
        }

        return Page(rows, size);
    }

    private static QueuePage Page(List<QueueRow> rows, int size) =>
        rows.Count > size
            ? new QueuePage(rows[..size], rows[size - 1].Place)
            : new QueuePage(rows, null);
}

/// <summary>A page of the queue.</summary>
/// <param name="Rows">The rows in order.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, QueuePlace? Next);
