namespace FeedbackHub.Bench;

/// <summary>How long things took, in milliseconds, and how many were done a second.</summary>
internal sealed class Timings(IEnumerable<double> milliseconds, double perSecond)
{
    private readonly double[] sorted = [.. milliseconds.Order()];

    /// <summary>Done a second.</summary>
    public double PerSecond => perSecond;

    /// <summary>The time within which this share of all was done.</summary>
    public double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    /// <summary>The one in the middle, by what is measured in each.</summary>
    public static Timings Median(IEnumerable<Timings> rounds, Func<Timings, double> by)
    {
        var ordered = rounds.OrderBy(by).ToList();
        return ordered[ordered.Count / 2];
    }
}
