using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Intake;

/// <summary>Which department a new case goes to: the category's, else its parent's, else the first that is open.</summary>
internal static class Routing
{
    private static readonly CompiledQuery<long, Node?> Category = new((db, id) => db.Categories.Where(c => c.Id == id && !c.Disabled)
        .Select(c => new Node(c.ParentId, db.Departments.Where(d => d.Id == c.DepartmentId && !d.Disabled).Select(d => new RoutedTo(d.Id, d.Name)).FirstOrDefault()))
        .SingleOrDefault());

    private static readonly CompiledQuery<RoutedTo?> FirstOpen = new(db => db.Departments
        .Where(d => !d.Disabled).OrderBy(d => d.Id).Select(d => new RoutedTo(d.Id, d.Name)).FirstOrDefault());

    /// <summary>The department; null where the category is not one that is offered: it, or one above it, is disabled.</summary>
    public static async Task<RoutedTo?> DepartmentForAsync(HubContext db, long? categoryId)
    {
        RoutedTo? nearest = null;
        var path = "";
        // The tree is a few levels deep: one small look-up a level.
        for (var id = categoryId; id is not null;)
        {
            var node = await Category.RunAsync(db, id.Value);
            if (node is null)
            {
                return null;
            }

            nearest ??= node.Department;
            path = CategoryPath.Above(path, id.Value);
            id = node.ParentId;
        }

        nearest ??= await FirstOpen.RunAsync(db);
        return nearest is null ? null : nearest with { CategoryPath = path };
    }

    private sealed record Node(long? ParentId, RoutedTo? Department);
}

/// <summary>The department a new case goes to, as the customer is told.</summary>
internal sealed record RoutedTo(long Id, Bilingual Name)
{
    /// <summary>The category with those above it, as the case keeps it.</summary>
    public string CategoryPath { get; init; } = "";
}
