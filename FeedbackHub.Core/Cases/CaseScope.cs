using System.Linq.Expressions;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// Which cases an actor may see: their departments', those their departments still answer for or assist in, and those they
/// handle; supervisors, leaders and auditors all; a customer the one whose code they hold; and nobody, whatever their role, a
/// case in which they are the person complained about. Whoever only assists reads it and does not work it.
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

        var worked = Worked(actor);
        var all = Assisting(actor) is { } assisting ? Expression.OrElse(worked.Body, On(worked.Parameters[0], assisting)) : worked.Body;
        Expression<Func<Case, bool>> fair = c => c.ConcernsStaffId == null || c.ConcernsStaffId != me;
        return Expression.Lambda<Func<Case, bool>>(Expression.AndAlso(all, On(worked.Parameters[0], fair)), worked.Parameters);
    }

    /// <summary>The condition that a department of the actor's assists in a major case; null where they have none.</summary>
    internal static Expression<Func<Case, bool>>? Assisting(Actor actor)
    {
        Expression<Func<Case, bool>>? any = null;
        foreach (var part in actor.Departments.Select(DepartmentPath.Part))
        {
            Expression<Func<Case, bool>> assists = c => c.Assisting.Contains(part);
            any = any is null ? assists : Expression.Lambda<Func<Case, bool>>(Expression.OrElse(any.Body, On(any.Parameters[0], assists)), any.Parameters);
        }

        return any;
    }

    /// <summary>True where an actor who sees a case may also work it, and is not only asked to assist.</summary>
    public static bool MayWork(this Actor actor, Case one) =>
        actor.Can(Permissions.CasesWork)
        && (actor.SeesAllDepartments || actor.Departments.Contains(one.DepartmentId) || (actor.StaffId is { } me && one.HandlerId == me)
            || (one.ResponsibleDepartmentId is { } first && actor.Departments.Contains(first)));

    private static Expression<Func<Case, bool>> Worked(Actor actor)
    {
        var (departments, me) = (actor.Departments, actor.StaffId ?? -1);
        return c => departments.Contains(c.DepartmentId) || c.HandlerId == me
            || (c.ResponsibleDepartmentId != null && departments.Contains(c.ResponsibleDepartmentId.Value));
    }

    private static Expression On(ParameterExpression one, Expression<Func<Case, bool>> condition) =>
        ReplacingExpressionVisitor.Replace(condition.Parameters[0], one, condition.Body);

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
        return found is null ? new NotFound()
            : permission == Permissions.CasesWork && !change.Actor.MayWork(found) ? new NotAllowed(permission)
            : found;
    }
}
