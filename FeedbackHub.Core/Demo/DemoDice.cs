namespace FeedbackHub.Core.Demo;

/// <summary>Chance that falls the same way for the same seed.</summary>
internal sealed class DemoDice(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>A whole number from 0 up to below the bound.</summary>
    public int Below(int bound) => random.Next(bound);

    /// <summary>A number between the two.</summary>
    public double Between(double from, double to) => from + (random.NextDouble() * (to - from));

    /// <summary>True so often.</summary>
    public bool Chance(double share) => random.NextDouble() < share;

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>All of them in another order.</summary>
    public IReadOnlyList<T> Shuffle<T>(IEnumerable<T> of)
    {
        var all = of.ToArray();
        random.Shuffle(all);
        return all;
    }
}
