using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Intake;

/// <summary>What customers choose from: the questions of the tree, without disabled nodes and all below them.</summary>
public sealed class ListCategoryChoices(HubDatabase database) : IUseCase<ListCategoryChoices.Request, IReadOnlyList<CategoryChoice>>
{
    /// <summary>Nothing to choose: the tree is small.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.CasesFile;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<CategoryChoice>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var tree = new CategoryTree(await database.ReadAsync(db => db.Categories.Where(c => !c.Disabled).ToListAsync(cancel), cancel));
        return ChoicesUnder(null).ToList();

        IEnumerable<CategoryChoice> ChoicesUnder(long? parent) => tree.Under(parent).Select(c => new CategoryChoice(c.Id, c.Question, [.. ChoicesUnder(c.Id)]));
    }
}

/// <summary>Something a customer can choose.</summary>
/// <param name="Id">The category.</param>
/// <param name="Question">The plain phrase.</param>
/// <param name="Children">What can be said more exactly below it.</param>
public sealed record CategoryChoice(long Id, Bilingual Question, IReadOnlyList<CategoryChoice> Children);
