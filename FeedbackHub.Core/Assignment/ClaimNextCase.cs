using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// Takes the most urgent case that is nobody's, in the order of the queue. Choosing and taking are one transaction: two who
/// ask at the same time get two cases. One under review is passed over by those who had a part in it.
/// </summary>
public sealed class ClaimNextCase(HubDatabase database, QueueToday today) : IUseCase<ClaimNextCase.Request, ClaimNextCase.Taken>
{
    /// <summary>For the actor.</summary>
    public sealed record Request;

    /// <summary>Which case it became.</summary>
    public sealed record Taken(long CaseId);

    private static readonly CaseState[] Claimable = [.. Enum.GetValues<CaseState>().Where(s => CaseLifecycle.Next(s, CaseAction.Claim) is not null)];

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public async Task<Result<Taken>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires) || actor.StaffId is not { } me)
        {
            return new NotAllowed(Requires);
        }

        return await database.WriteAsync<Taken>(actor, async change =>
        {
            var day = await today.ReadAsync(change.Db, cancel);
            var order = QueueOrdering.Of(new QueueFilter());
            Case? first = null;
            foreach (var slice in QueueSlices.Of(change.Db.Cases, actor, new QueueFilter { View = QueueView.Unassigned }, day))
            {
                var one = await order.Apply(slice.Where(c => Claimable.Contains(c.State)).TakeableBy(change.Db, me), null).FirstOrDefaultAsync(cancel);
                first = first is null || (one is not null && (one.QueueOrder, one.Id).CompareTo((first.QueueOrder, first.Id)) < 0) ? one ?? first : first;
            }

            return first is null ? new NothingToTake() : change.Take(first, me) is { } failure ? failure : new Taken(first.Id);
        }, cancel);
    }
}

/// <summary>Nothing waits for somebody.</summary>
public sealed record NothingToTake : Failure;
