using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Intake;

/// <summary>Which department a new case goes to: the category's, else its parent's, else the first that is open.</summary>
internal static class Routing
{
    /// <summary>The department; null where the category is not one that is offered.</summary>
    public static async Task<long?> DepartmentForAsync(HubContext db, long? categoryId, CancellationToken cancel)
    {
        // The tree is a few levels deep: one small look-up a level.
        for (var id = categoryId; id is not null;)
        {
            var node = await db.Categories.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
            if (node is null || (node.Disabled && id == categoryId))
            {
                return null;
            }

            if (node.DepartmentId is { } department && await db.Departments.AnyAsync(d => d.Id == department && !d.Disabled, cancel))
            {
                return department;
            }

            id = node.ParentId;
        }

        return await db.Departments.Where(d => !d.Disabled).OrderBy(d => d.Id).Select(d => (long?)d.Id).FirstOrDefaultAsync(cancel);
    }
}
