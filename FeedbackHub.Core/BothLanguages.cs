namespace FeedbackHub.Core;

/// <summary>Texts that administrators must give in both languages.</summary>
internal static class BothLanguages
{
    /// <summary>Without spaces around them.</summary>
    public static Bilingual Trim(Bilingual text) => new(text.En.Trim(), text.Zh.Trim());

    /// <summary>Each language must be there and not be too long; the problem's field is <c>Name.En</c> or <c>Name.Zh</c>.</summary>
    public static IEnumerable<FieldProblem> Check(string field, Bilingual text, Limits limits)
    {
        foreach (var (part, words) in new[] { (nameof(Bilingual.En), text.En), (nameof(Bilingual.Zh), text.Zh) })
        {
            if (string.IsNullOrWhiteSpace(words))
            {
                yield return new FieldProblem($"{field}.{part}", "BothLanguages");
            }
            else if (words.Length > limits.Line)
            {
                yield return new FieldProblem($"{field}.{part}", "TooLong", limits.Line, words.Length);
            }
        }
    }
}

/// <summary>Something administered was saved.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Version">To change it from next.</param>
public sealed record SavedRow(long Id, int Version);
