using System.Linq.Expressions;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// Who may review: nobody who had a part in what is reviewed (regulation R5.3.2; ISO 10002, 8.6). A part is anything the journal
/// tells of them before the review was asked for, and having had the case. (The person complained about sees no case at all: <see cref="CaseScope"/>.)
/// </summary>
internal static class TookPart
{
    /// <summary>The entries that tell of a staff member's part.</summary>
    private static Expression<Func<JournalEntry, bool>> Of(long staffId) =>
        j => (j.ActorKind == ActorKind.Staff && j.ActorId == staffId) || j.HandlerId == staffId || j.FromHandlerId == staffId;

    /// <summary>Refuses an actor who had a part in a case that is under review. Everybody else, and every other case, passes.</summary>
    public static async Task<Failure?> RefusalAsync(this Change change, Case one, CancellationToken cancel)
    {
        var tookPart = change.Actor switch
        {
            { StaffId: { } me } => await Of(change.Db, one, me, cancel),
            { Kind: ActorKind.Program, Id: { } token } => one.Review == ReviewStage.Asked && await Before(change.Db, one)
                .AnyAsync(j => j.ActorKind == ActorKind.Program && j.ActorId == token, cancel),
            _ => false,
        };
        return tookPart ? new TookPartInIt() : null;
    }

    /// <summary>True where the case is under review and this staff member had a part in it.</summary>
    public static async Task<bool> Of(HubContext db, Case one, long staffId, CancellationToken cancel) =>
        one.Review == ReviewStage.Asked && await Before(db, one).AnyAsync(Of(staffId), cancel);

    /// <summary>The cases that a staff member may take: those under review only where they had no part.</summary>
    public static IQueryable<Case> TakeableBy(this IQueryable<Case> cases, HubContext db, long staffId) =>
        cases.Where(c => c.Review != ReviewStage.Asked || !db.Journal.Where(j => j.CaseId == c.Id && j.CaseVersion < c.ReviewVersion)
            .Any(j => (j.ActorKind == ActorKind.Staff && j.ActorId == staffId) || j.HandlerId == staffId || j.FromHandlerId == staffId));

    /// <summary>The staff members who had a part in a case that is under review; nobody where it is not.</summary>
    public static async Task<HashSet<long>> AllAsync(HubContext db, Case one, CancellationToken cancel)
    {
        if (one.Review != ReviewStage.Asked)
        {
            return [];
        }

        var before = await Before(db, one).Select(j => new { Actor = j.ActorKind == ActorKind.Staff ? j.ActorId : null, j.HandlerId, j.FromHandlerId })
            .Distinct().ToListAsync(cancel);
        return [.. before.SelectMany(j => new[] { j.Actor, j.HandlerId, j.FromHandlerId }).OfType<long>()];
    }

    private static IQueryable<JournalEntry> Before(HubContext db, Case one) =>
        db.Journal.AsNoTracking().Where(j => j.CaseId == one.Id && j.CaseVersion < one.ReviewVersion);
}

/// <summary>The case is under review, and this person had a part in what is reviewed: another has to do it.</summary>
public sealed record TookPartInIt : Failure;
