using System.Linq.Expressions;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// Which cases an actor may see: their departments' and those they handle; supervisors and auditors all; a customer the one
/// whose code they hold; and nobody, whatever their role, a case in which they are the person complained about.
/// </summary>
public static class CaseScope
{
    /// <summary>The condition on <see cref="Case"/>.</summary>
    public static Expression<Func<Case, bool>> For(Actor actor)
    {
        if (actor.Kind == ActorKind.System)
        {
            return _ => true;
        }

        if (actor.CaseId is { } own)
        {
            return c => c.Id == own;
        }

        if (!actor.Can(Permissions.CasesRead))
        {
            return _ => false;
        }

        var me = actor.StaffId ?? -1;
        if (actor.SeesAllDepartments)
        {
            return c => c.ConcernsStaffId == null || c.ConcernsStaffId != me;
        }

        var departments = actor.Departments;
        return c => (departments.Contains(c.DepartmentId) || c.HandlerId == me) && (c.ConcernsStaffId == null || c.ConcernsStaffId != me);
    }

    /// <summary>Narrows a query to what the actor may see.</summary>
    public static IQueryable<Case> VisibleTo(this IQueryable<Case> cases, Actor actor) => cases.Where(For(actor));

    /// <summary>
    /// The tracked case, for an actor who may see it and has <paramref name="permission"/>: otherwise the failure. What one may
    /// not see looks as if it were not there.
    /// </summary>
    internal static async Task<Result<Case>> FindCaseAsync(this Change change, long id, string permission, CancellationToken cancel)
    {
        if (!change.Actor.Can(permission))
        {
            return new NotAllowed(permission);
        }

        var found = await change.Db.Cases.VisibleTo(change.Actor).Include(c => c.Promises).SingleOrDefaultAsync(c => c.Id == id, cancel);
        return found is null ? new NotFound() : found;
    }
}
