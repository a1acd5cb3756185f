using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Intake;

/// <summary>The whole category tree, disabled nodes included, for whoever works here.</summary>
public sealed class ListCategories(HubDatabase database) : IUseCase<ListCategories.Request, IReadOnlyList<CategoryNode>>
{
    /// <summary>Nothing to choose: the tree is small.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<CategoryNode>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var tree = new CategoryTree(await database.ReadAsync(db => db.Categories.ToListAsync(cancel), cancel));
        return NodesUnder(null).ToList();

        IEnumerable<CategoryNode> NodesUnder(long? parent) => tree.Under(parent).Select(c =>
            new CategoryNode(c.Id, c.ParentId, c.Name, c.Question, c.DepartmentId, c.Position, c.Disabled, c.Version, [.. NodesUnder(c.Id)]));
    }
}

/// <summary>A node with all below it.</summary>
/// <param name="Id">Its row.</param>
/// <param name="ParentId">The node above.</param>
/// <param name="Name">The name for staff.</param>
/// <param name="Question">The phrase for customers.</param>
/// <param name="DepartmentId">Where its cases go; null: as those of the node above.</param>
/// <param name="Position">Its place among its siblings.</param>
/// <param name="Disabled">True where it is not offered.</param>
/// <param name="Version">To change it from.</param>
/// <param name="Children">The nodes below, in order.</param>
public sealed record CategoryNode(
    long Id, long? ParentId, Bilingual Name, Bilingual Question, long? DepartmentId, int Position, bool Disabled, int Version, IReadOnlyList<CategoryNode> Children);
