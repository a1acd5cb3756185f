using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// Who oversees a case: approves what is decided in it, presses for progress, supervises. Supervisors, leaders, and the heads of
/// the department that owns it and of the one that answers for it. Never the person complained about; never whoever handles it,
/// or still answers for it; and where the person complained about is a superior themselves (supervisor, leader, or head of any
/// department), it goes past their like to the leaders alone.
/// </summary>
public static class Oversight
{
    private const int MostTold = 100;
    private const Roles Superiors = Roles.Supervisor | Roles.Leader;

    /// <summary>Everybody who oversees this case now.</summary>
    public static async Task<IQueryable<StaffMember>> OverseersAsync(this HubContext db, Case one, CancellationToken cancel)
    {
        var (concerned, handler, first) = (one.ConcernsStaffId, one.HandlerId, one.ResponsibleStaffId);
        var (owner, responsible) = (one.DepartmentId, one.Responsible.DepartmentId);
        var others = db.Staff.Where(s => !s.Disabled
            && (concerned == null || s.Id != concerned) && (handler == null || s.Id != handler) && (first == null || s.Id != first));
        var pastSuperiors = concerned is not null
            && await db.Staff.AnyAsync(s => s.Id == concerned && ((s.Roles & Superiors) != 0 || db.Departments.Any(d => d.HeadId == s.Id)), cancel);
        var readers = Permissions.RolesWith(Permissions.CasesRead);
        return pastSuperiors
            ? others.Where(s => (s.Roles & Roles.Leader) != 0)
            : others.Where(s => (s.Roles & Superiors) != 0
                || ((s.Roles & readers) != 0 && db.Departments.Any(d => d.HeadId == s.Id && (d.Id == owner || d.Id == responsible))));
    }

    /// <summary>Puts what happened into the notices of everybody who oversees the case.</summary>
    internal static async Task TellOverseersAsync(this Change change, JournalEntry entry, Case one, CancellationToken cancel) =>
        change.Tell(entry, await (await change.Db.OverseersAsync(one, cancel)).OrderBy(s => s.Id).Select(s => s.Id).Take(MostTold).ToListAsync(cancel));

    /// <summary>True where this actor oversees this case now.</summary>
    public static async Task<bool> MayOverseeAsync(this Actor actor, HubContext db, Case one, CancellationToken cancel) =>
        actor.Can(Permissions.CasesOversee)
        && (actor.Kind == ActorKind.System || (actor.StaffId is { } me && await (await db.OverseersAsync(one, cancel)).AnyAsync(s => s.Id == me, cancel)));
}
