using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Intake;

/// <summary>Which department a new case goes to: the category's, else its parent's, else the first that is open.</summary>
internal static class Routing
{
    /// <summary>The department; null where the category is not one that is offered: it, or one above it, is disabled.</summary>
    public static async Task<RoutedTo?> DepartmentForAsync(HubContext db, long? categoryId, CancellationToken cancel)
    {
        RoutedTo? nearest = null;
        var path = "";
        // The tree is a few levels deep: one small look-up a level.
        for (var id = categoryId; id is not null;)
        {
            var node = await db.Categories.Where(c => c.Id == id && !c.Disabled)
                .Select(c => new
                {
                    c.ParentId,
                    Department = db.Departments.Where(d => d.Id == c.DepartmentId && !d.Disabled).Select(d => new RoutedTo(d.Id, d.Name)).FirstOrDefault(),
                })
                .SingleOrDefaultAsync(cancel);
            if (node is null)
            {
                return null;
            }

            nearest ??= node.Department;
            path = CategoryPath.Above(path, id.Value);
            id = node.ParentId;
        }

        nearest ??= await db.Departments.Where(d => !d.Disabled).OrderBy(d => d.Id).Select(d => new RoutedTo(d.Id, d.Name)).FirstOrDefaultAsync(cancel);
        return nearest is null ? null : nearest with { CategoryPath = path };
    }
}

/// <summary>The department a new case goes to, as the customer is told.</summary>
internal sealed record RoutedTo(long Id, Bilingual Name)
{
    /// <summary>The category with those above it, as the case keeps it.</summary>
    public string CategoryPath { get; init; } = "";
}
