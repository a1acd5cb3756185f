using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// Some cases as rows of a view: those of the asked ids that are in it now. Whatever is missing from the answer is not (or no
/// longer) in the view, or not the actor's to see. A search has no view: its words are not looked at again.
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
            var day = await today.ReadAsync(db, cancel);
            var ids = request.Ids;
            var visible = db.Cases.VisibleTo(actor).Where(c => ids.Contains(c.Id));
            var inView = request.Filter.Searches ? visible : QueueSlices.InView(visible, actor, request.Filter.View, day);
            var cases = QueueSlices.Narrow(inView, request.Filter);
            return await QueueOrdering.Of(request.Filter).Rows(cases, db, actor).ToListAsync(cancel);
        }, cancel);
    }
}
