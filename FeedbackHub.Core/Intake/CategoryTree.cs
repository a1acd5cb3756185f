namespace FeedbackHub.Core.Intake;

/// <summary>The category tree as it is stored: few enough to be held whole.</summary>
internal sealed class CategoryTree(IReadOnlyCollection<Category> all)
{
    /// <summary>Levels of the tree, at the most: more questions than that nobody answers.</summary>
    public const int Deepest = 3;

    private readonly ILookup<long?, Category> children = all.OrderBy(c => c.Position).ThenBy(c => c.Id).ToLookup(c => c.ParentId);

    /// <summary>The nodes under one, or the top ones, in order.</summary>
    public IEnumerable<Category> Under(long? parent) => children[parent];

    /// <summary>The level of a node: 1 at the top, 0 for none.</summary>
    public int LevelOf(long? id)
    {
        var level = 0;
        for (; id is not null; level++)
        {
            id = all.Single(c => c.Id == id).ParentId;
        }

        return level;
    }

    /// <summary>How many levels a node and all below it take up.</summary>
    public int HeightOf(long id) => 1 + Under(id).Select(c => HeightOf(c.Id)).DefaultIfEmpty().Max();

    /// <summary>True where a node is another one or lies below it.</summary>
    public bool IsWithin(long? id, long other)
    {
        for (; id is not null; id = all.Single(c => c.Id == id).ParentId)
        {
            if (id == other)
            {
                return true;
            }
        }

        return false;
    }
}
