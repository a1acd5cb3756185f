using System.Globalization;
using System.Text;

namespace FeedbackHub.Core.Data;

/// <summary>
/// Cuts text into what the search index holds: words of letters and digits in lower case, and Chinese, Japanese and Korean
/// runs as overlapping pairs of characters plus the single ones, because those scripts put no spaces between words.
/// </summary>
public static class SearchWords
{
    /// <summary>The words of a text, in order, for the index.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        Rune? previous = null;
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (IsCjk(rune))
            {
                if (word.Length > 0)
                {
                    yield return Take(word);
                }

                yield return rune.ToString();
                if (previous is { } before)
                {
                    yield return before.ToString() + rune;
                }

                previous = rune;
                continue;
            }

            previous = null;
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (word.Length > 0)
            {
                yield return Take(word);
            }
        }

        if (word.Length > 0)
        {
            yield return Take(word);
        }
    }

    /// <summary>
    /// The same text as a question to the index: every word must be there; Chinese runs by their pairs (a single character
    /// stands alone), the last Latin word also as a beginning. Empty when nothing in it can be searched.
    /// </summary>
    public static IReadOnlyList<SearchWord> AskedIn(string text)
    {
        var words = Of(text).ToList();
        var asked = new List<SearchWord>();
        for (var i = 0; i < words.Count; i++)
        {
            var cjk = IsCjk(words[i].EnumerateRunes().First());
            var single = cjk && words[i].EnumerateRunes().Count() == 1;
            var partOfPair = single && ((i + 1 < words.Count && IsPair(words[i + 1])) || (i + 2 < words.Count && IsPair(words[i + 2])));
            if (!partOfPair)
            {
                asked.Add(new SearchWord(words[i], Beginning: !cjk && i == words.Count - 1));
            }
        }

        return [.. asked.Distinct()];

        bool IsPair(string word) => IsCjk(word.EnumerateRunes().First()) && word.EnumerateRunes().Count() == 2;
    }

    private static string Take(StringBuilder word)
    {
        var taken = word.ToString();
        word.Clear();
        return taken;
    }

    private static bool IsCjk(Rune rune) => rune.Value is
        (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) or
        (>= 0x3040 and <= 0x30FF) or (>= 0xAC00 and <= 0xD7AF);
}

/// <summary>A word that is looked for.</summary>
/// <param name="Text">Letters and digits in lower case, or one or two characters of a script without spaces.</param>
/// <param name="Beginning">True where words that only begin so will do.</param>
public sealed record SearchWord(string Text, bool Beginning);
