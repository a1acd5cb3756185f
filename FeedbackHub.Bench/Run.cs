namespace FeedbackHub.Bench;

/// <summary>One run of a bench: on which database, and how large.</summary>
/// <param name="Engine">The database.</param>
/// <param name="Small">True for a trial of the bench itself: small sizes, and figures that are shown and not kept.</param>
internal sealed record Run(Engine Engine, bool Small)
{
    /// <summary>A size or number of rounds.</summary>
    public int Of(int full, int small) => Small ? small : full;

    /// <summary>A duration in seconds.</summary>
    public TimeSpan Seconds(double full, double small) => TimeSpan.FromSeconds(Small ? small : full);

    /// <summary>An empty section of the report; each database has one of its own.</summary>
    public Section Section(string name) => new(Engine.Provider == Core.DatabaseProvider.Sqlite ? name : $"{name} on {Engine.Name}");
}
