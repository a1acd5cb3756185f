using System.Globalization;
using System.Text;

namespace FeedbackHub.Core.Data;

/// <summary>
/// Cuts text into what the search index holds: words of letters and digits in lower case, and Chinese, Japanese and Korean
/// runs as overlapping pairs of characters plus the single ones, because those scripts put no spaces between words. Finding,
/// ranking and highlighting all cut by it, so that they agree on what a word is.
/// </summary>
public static class SearchWords
{
    /// <summary>Raised whenever the index comes to hold other words for the same text: it is then made anew.</summary>
    public const int Edition = 2;

    /// <summary>Marks a beginning of a word. No text can hold it as part of a word: it is for private use and no letter.</summary>
    private const char Begins = '\uE000';

    // Longer words are looked for by the database among all words that begin so: there are few of any such beginning.
    private const int LongestBeginning = 20;

    // More words than this narrow a search no further.
    private const int MostAsked = 32;

    /// <summary>The words and single characters of a text in order, each with its place in the text as it is written.</summary>
    public static IEnumerable<SearchUnit> Units(string text)
    {
        var word = new StringBuilder();
        var (start, end) = (0, 0);
        var joined = false;
        foreach (var (rune, from, until) in Runes(text))
        {
            var isCjk = IsCjk(rune);
            if (!isCjk && (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark))
            {
                start = word.Length == 0 ? from : start;
                end = until;
                word.Append(Rune.ToLowerInvariant(rune));
                joined = false;
                continue;
            }

            if (word.Length > 0)
            {
                yield return new SearchUnit(Take(word), start, end, IsCjk: false, Joined: false);
            }

            if (isCjk)
            {
                yield return new SearchUnit(rune.ToString(), from, until, IsCjk: true, joined);
            }

            joined = isCjk;
        }

        if (word.Length > 0)
        {
            yield return new SearchUnit(Take(word), start, end, IsCjk: false, Joined: false);
        }
    }

    /// <summary>The words of a text in order: single characters are followed by the pair they end.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var before = "";
        foreach (var unit in Units(text))
        {
            yield return unit.Text;
            if (unit.Joined)
            {
                yield return before + unit.Text;
            }

            before = unit.Text;
        }
    }

    /// <summary>
    /// What the index holds of some texts, each once: their words, then the beginnings of these. With the beginnings in it a
    /// half-typed word costs what a whole one does; else the database would gather all words that begin so, and the cases of each.
    /// </summary>
    public static IReadOnlyCollection<string> ForIndex(IEnumerable<string> texts)
    {
        var words = new HashSet<string>(texts.SelectMany(Of));
        foreach (var word in words.Where(w => !IsCjk(w.EnumerateRunes().First())).ToList())
        {
            var most = Math.Min(word.Length - 1, LongestBeginning);
            for (var length = 1; length <= most; length++)
            {
                if (!char.IsHighSurrogate(word[length - 1]))
                {
                    words.Add(word[..length] + Begins);
                }
            }
        }

        return words;
    }

    /// <summary>
    /// The same text as a question to the index: every word must be there; Chinese runs by their pairs (a single character
    /// stands alone), the last Latin word also as a beginning. Empty when nothing in it can be searched.
    /// </summary>
    public static IReadOnlyList<SearchWord> AskedIn(string text)
    {
        var units = Units(text).ToList();
        var asked = new List<SearchWord>();
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Joined)
            {
                asked.Add(new SearchWord(units[i - 1].Text + units[i].Text, Beginning: false));
            }
            else if (!units[i].IsCjk || i == units.Count - 1 || !units[i + 1].Joined)
            {
                asked.Add(new SearchWord(units[i].Text, Beginning: !units[i].IsCjk && i == units.Count - 1));
            }
        }

        return [.. asked.Distinct().Take(MostAsked)];
    }

    /// <summary>The beginning of a word as the index holds it; null where it is too long to be there.</summary>
    internal static string? AsBeginning(string word) => word.Length <= LongestBeginning ? word + Begins : null;

    /// <summary>The runes in their compatible composed form, each with the place of what it was made of.</summary>
    private static IEnumerable<(Rune Rune, int From, int Until)> Runes(string text)
    {
        text = Sound(text);
        if (Ascii.IsValid(text) || text.IsNormalized(NormalizationForm.FormKC))
        {
            for (var at = 0; at < text.Length;)
            {
                var rune = Rune.GetRuneAt(text, at);
                yield return (rune, at, at + rune.Utf16SequenceLength);
                at += rune.Utf16SequenceLength;
            }

            yield break;
        }

        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            foreach (var rune in text.Substring(at, length).Normalize(NormalizationForm.FormKC).EnumerateRunes())
            {
                yield return (rune, at, at + length);
            }

            at += length;
        }
    }

    /// <summary>Halves of characters have no normal form.</summary>
    private static string Sound(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return string.Concat(text.EnumerateRunes());
            }
        }

        return text;
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

/// <summary>A word, or a single character of a script without spaces, where it stands in a text.</summary>
/// <param name="Text">In lower case and composed.</param>
/// <param name="Start">Where it begins in the text as it is written.</param>
/// <param name="End">Where it has ended.</param>
/// <param name="IsCjk">True for a single character of a script without spaces.</param>
/// <param name="Joined">True where such a character stands directly behind another.</param>
public readonly record struct SearchUnit(string Text, int Start, int End, bool IsCjk, bool Joined);

/// <summary>A word that is looked for.</summary>
/// <param name="Text">Letters and digits in lower case, or one or two characters of a script without spaces.</param>
/// <param name="Beginning">True where words that only begin so will do.</param>
public sealed record SearchWord(string Text, bool Beginning);
