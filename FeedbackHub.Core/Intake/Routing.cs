using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Intake;

/// <summary>Which department a new case goes to: the category's, else its parent's, else the first that is open.</summary>
internal static class Routing
{
    /// <summary>The department; null where the category is not one that is offered: it, or one above it, is disabled.</summary>
    public static async Task<long?> DepartmentForAsync(HubContext db, long? categoryId, CancellationToken cancel)
    {
        long? nearest = null;
        // The tree is a few levels deep: one small look-up a level.
        for (var id = categoryId; id is not null;)
        {
            if (await db.Categories.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) is not { Disabled: false } node)
            {
                return null;
            }

            if (nearest is null && node.DepartmentId is { } department && await db.Departments.AnyAsync(d => d.Id == department && !d.Disabled, cancel))
            {
                nearest = department;
            }

            id = node.ParentId;
        }

        return nearest ?? await db.Departments.Where(d => !d.Disabled).OrderBy(d => d.Id).Select(d => (long?)d.Id).FirstOrDefaultAsync(cancel);
    }
}
