using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Escalation;

/// <summary>
/// Who is told what a step of the ladder tells. Where there is nobody it goes to the next above, so that nothing is told to nobody;
/// the person complained about is never among them.
/// </summary>
internal static class Recipients
{
    /// <summary>The most people told of one thing, of one sort.</summary>
    private const int Most = 100;

    /// <summary>The staff members.</summary>
    public static async Task<List<long>> OfAsync(HubContext db, Case one, Audience audience, CancellationToken cancel)
    {
        var overseers = await db.OverseersAsync(one, cancel);
        var all = new List<long>();
        if (audience.HasFlag(Audience.Handler))
        {
            all.AddRange(await HandlersAsync(db, one, cancel) is { Count: > 0 } handlers ? handlers : await OfRoleAsync(overseers, Roles.Supervisor, cancel));
        }

        if (audience.HasFlag(Audience.DepartmentHead))
        {
            var heads = overseers.Where(s => db.Departments.Any(d => d.HeadId == s.Id && d.Id == one.DepartmentId));
            all.AddRange(await IdsAsync(heads, cancel) is { Count: > 0 } found ? found : await OfRoleAsync(overseers, Roles.Leader, cancel));
        }

        if (audience.HasFlag(Audience.Supervisors))
        {
            all.AddRange(await OfRoleAsync(overseers, Roles.Supervisor, cancel));
        }

        if (audience.HasFlag(Audience.Leaders))
        {
            all.AddRange(await OfRoleAsync(overseers, Roles.Leader, cancel));
        }

        return [.. all.Distinct()];
    }

    /// <summary>Whoever works it, and whoever still answers for it; else the handlers of its department.</summary>
    private static Task<List<long>> HandlersAsync(HubContext db, Case one, CancellationToken cancel)
    {
        var (handler, first, concerned, department) = (one.HandlerId, one.ResponsibleStaffId, one.ConcernsStaffId, one.DepartmentId);
        var active = db.Staff.Where(s => !s.Disabled && (concerned == null || s.Id != concerned));
        return IdsAsync(
            handler is not null || first is not null
                ? active.Where(s => s.Id == handler || s.Id == first)
                : active.Where(s => (s.Roles & Roles.Handler) != 0 && s.Departments.Any(d => d.DepartmentId == department)),
            cancel);
    }

    /// <summary>The overseers of a role; all of them where there is none.</summary>
    private static async Task<List<long>> OfRoleAsync(IQueryable<StaffMember> overseers, Roles role, CancellationToken cancel) =>
        await IdsAsync(overseers.Where(s => (s.Roles & role) != 0), cancel) is { Count: > 0 } found ? found : await IdsAsync(overseers, cancel);

    private static Task<List<long>> IdsAsync(IQueryable<StaffMember> staff, CancellationToken cancel) =>
        staff.OrderBy(s => s.Id).Select(s => s.Id).Take(Most).ToListAsync(cancel);
}
