using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;

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
            if (QueueSearch.Asks(request.Filter))
            {
                return await QueueSearch.PageAsync(db, actor, request.Filter, request.After, size, database.Now, cancel);
            }

            var day = await today.ReadAsync(db, cancel);
            if (request.Filter is { LooksBack: true, Span: { } span })
            {
                return await QueueLookBack.PageAsync(db, actor, request.Filter, span, request.After, size, day, cancel);
            }

            var order = QueueOrdering.Of(request.Filter);
            var found = new List<QueueRow>();
            foreach (var slice in QueueSlices.Of(db.Cases, actor, request.Filter, day))
            {
                var ordered = order.Apply(slice, request.After).Take(size + 1);
                found.AddRange(await order.ReadAsync(ordered, db, actor, cancel));
            }

            return Page([.. order.Sort(found)], size);
        }, cancel);
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
