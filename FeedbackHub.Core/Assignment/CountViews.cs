using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>How many cases are in each view, counted up to <see cref="Most"/>: beyond that a person needs no exact number.</summary>
public sealed class CountViews(HubDatabase database, QueueToday today) : IUseCase<CountViews.Request, IReadOnlyDictionary<QueueView, int>>
{
    /// <summary>The number beyond which it says "more than".</summary>
    public const int Most = 999;

    /// <summary>For the actor.</summary>
    public sealed record Request;

    private static readonly QueueView[] Counted =
        [QueueView.Mine, QueueView.Unassigned, QueueView.DueToday, QueueView.Overdue, QueueView.DueSoon, QueueView.Waiting, QueueView.Returned, QueueView.All];

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyDictionary<QueueView, int>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<IReadOnlyDictionary<QueueView, int>>>(async db =>
        {
            var day = await today.ReadAsync(db, cancel);
            var counts = new Dictionary<QueueView, int>();
            foreach (var view in Counted)
            {
                var slices = QueueSlices.Of(db.Cases, actor, new QueueFilter { View = view }, day);
                var count = 0;
                foreach (var slice in slices)
                {
                    count += count > Most ? 0 : await slice.Select(c => c.Id).Take(Most + 1).CountAsync(cancel);
                }

                counts[view] = count;
            }

            return counts;
        }, cancel);
    }
}
