using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// Some cases as rows of a view: those of the asked ids that are in it now. Whatever is missing from the answer is not (or no
/// longer) in the view, or not the actor's to see.
/// </summary>
public sealed class ReadQueueRows(HubDatabase database, QueueToday today) : IUseCase<ReadQueueRows.Request, IReadOnlyList<QueueRow>>
{
    /// <summary>Which view, and which cases (some hundred at the most).</summary>
    public sealed record Request(QueueFilter Filter, IReadOnlyCollection<long> Ids);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<QueueRow>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<IReadOnlyList<QueueRow>>>(async db =>
        {
            var ids = request.Ids;
            if (QueueSearch.Asks(request.Filter))
            {
                return await QueueSearch.AmongAsync(db, actor, request.Filter, ids, database.Now, cancel);
            }

            var day = await today.ReadAsync(db, cancel);
            var cases = QueueSlices.Narrow(QueueSlices.InView(db.Cases.VisibleTo(actor), actor, request.Filter.View, day), request.Filter)
                .Where(c => ids.Contains(c.Id));
            return await QueueOrdering.Of(request.Filter).ReadAsync(cases, db, actor, cancel);
        }, cancel);
    }
}
