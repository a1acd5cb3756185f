using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// The cases on the desks of people who can no longer work them (disabled, or without the role): they go back to their
/// departments, a bounded batch a transaction, so that nothing is stranded and nobody waits long for the writer.
/// </summary>
public sealed class CasesLeftBehind(HubDatabase database)
{
    private const int Batch = 50;
    private static readonly Roles Workers = Permissions.RolesWith(Permissions.CasesWork);

    /// <summary>Gives back what one person holds, if they have left. Answers how many cases went back.</summary>
    public async Task<int> GiveBackAsync(Actor actor, long staffId, CancellationToken cancel = default)
    {
        for (var all = 0; ;)
        {
            var some = await GiveBackSomeAsync(actor, staffId, cancel);
            all += some;
            if (some < Batch)
            {
                return all;
            }
        }
    }

    /// <summary>Gives back what anybody who has left still holds: at the start, where the process ended in the middle of it.</summary>
    public async Task GiveBackAllAsync(CancellationToken cancel = default)
    {
        var holders = await database.ReadAsync(
            db => WhoLeft(db.Staff).Where(s => db.Cases.Any(c => c.HandlerId == s.Id && c.OnDesk)).Select(s => s.Id).ToListAsync(cancel), cancel);
        foreach (var id in holders)
        {
            await GiveBackAsync(Actor.System, id, cancel);
        }
    }

    /// <summary>People who cannot work cases.</summary>
    internal static IQueryable<StaffMember> WhoLeft(IQueryable<StaffMember> staff) => staff.Where(s => s.Disabled || (s.Roles & Workers) == 0);

    private async Task<int> GiveBackSomeAsync(Actor actor, long staffId, CancellationToken cancel)
    {
        var result = await database.WriteAsync<int>(actor, async change =>
        {
            if (!await WhoLeft(change.Db.Staff).AnyAsync(s => s.Id == staffId, cancel))
            {
                return 0;
            }

            var cases = await change.Db.Cases.Where(c => c.HandlerId == staffId && c.OnDesk).OrderBy(c => c.QueueOrder).Take(Batch).ToListAsync(cancel);
            foreach (var one in cases)
            {
                // Whoever waits for the customer goes on waiting, and what was reopened stays on top.
                if (one.State is CaseState.InProgress && one.Move(CaseAction.Assign, change.Now) is { } failure)
                {
                    return failure;
                }

                one.HandlerId = null;
                one.News();
                change.Record(JournalKind.Assigned, one);
            }

            return cases.Count;
        }, cancel);
        return result.Value;
    }
}

/// <summary>A case that comes back to its handler, from the finished ones or from elsewhere, finds out whether they are still there.</summary>
internal static class Returning
{
    /// <summary>Takes the handler off who has left meanwhile. Call it before recording.</summary>
    public static async Task DropHandlerWhoLeftAsync(this Change change, Case one, CancellationToken cancel)
    {
        if (one.HandlerId is { } id && await CasesLeftBehind.WhoLeft(change.Db.Staff).AnyAsync(s => s.Id == id, cancel))
        {
            one.HandlerId = null;
        }
    }
}
