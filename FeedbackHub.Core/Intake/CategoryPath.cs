using System.Globalization;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Intake;

/// <summary>A category with those above it as <c>/3/17/</c>, the topmost first.</summary>
internal static class CategoryPath
{
    /// <summary>The path with a category above it.</summary>
    public static string Above(string path, long id) => string.Create(CultureInfo.InvariantCulture, $"/{id}{(path.Length == 0 ? "/" : path)}");

    /// <summary>The path of a category as the tree is now; empty for none.</summary>
    public static async Task<string> ReadAsync(HubContext db, long? categoryId, CancellationToken cancel)
    {
        var path = "";
        for (var id = categoryId; id is { } node;)
        {
            path = Above(path, node);
            id = await db.Categories.Where(c => c.Id == node).Select(c => c.ParentId).SingleAsync(cancel);
        }

        return path;
    }
}
