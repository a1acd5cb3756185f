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
        var all = new List<long>();
        if (audience.HasFlag(Audience.Handler))
        {
            all.AddRange(await HandlersAsync(db, one, cancel));
        }

        if (audience.HasFlag(Audience.DepartmentHead))
        {
            all.AddRange(await HeadAsync(db, one, cancel));
        }

        if (audience.HasFlag(Audience.Supervisors))
        {
            all.AddRange(await InAsync(db, one, Roles.Supervisor, cancel));
        }

        if (audience.HasFlag(Audience.Leaders))
        {
            all.AddRange(await LeadersAsync(db, one, cancel));
        }

        return [.. all.Distinct()];
    }

    private static async Task<List<long>> HandlersAsync(HubContext db, Case one, CancellationToken cancel) =>
        one.HandlerId is { } handler
            ? [handler]
            : await Active(db, one, Roles.Handler).Where(s => s.Departments.Any(d => d.DepartmentId == one.DepartmentId))
                .OrderBy(s => s.Id).Select(s => s.Id).Take(Most).ToListAsync(cancel) is { Count: > 0 } handlers
                ? handlers
                : await InAsync(db, one, Roles.Supervisor, cancel);

    /// <summary>Where the head is complained about, or there is none, the leadership.</summary>
    private static async Task<List<long>> HeadAsync(HubContext db, Case one, CancellationToken cancel)
    {
        var head = await db.Departments.Where(d => d.Id == one.DepartmentId).Select(d => d.HeadId).SingleOrDefaultAsync(cancel);
        return head is { } id && id != one.ConcernsStaffId && await db.Staff.AnyAsync(s => s.Id == id && !s.Disabled, cancel)
            ? [id]
            : await LeadersAsync(db, one, cancel);
    }

    private static async Task<List<long>> LeadersAsync(HubContext db, Case one, CancellationToken cancel) =>
        await InAsync(db, one, Roles.Leader, cancel) is { Count: > 0 } leaders ? leaders : await InAsync(db, one, Roles.Supervisor, cancel);

    private static Task<List<long>> InAsync(HubContext db, Case one, Roles role, CancellationToken cancel) =>
        Active(db, one, role).OrderBy(s => s.Id).Select(s => s.Id).Take(Most).ToListAsync(cancel);

    private static IQueryable<StaffMember> Active(HubContext db, Case one, Roles role) =>
        db.Staff.Where(s => !s.Disabled && (s.Roles & role) != 0 && (one.ConcernsStaffId == null || s.Id != one.ConcernsStaffId));
}
