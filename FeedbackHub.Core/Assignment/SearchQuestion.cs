using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Assignment;

/// <summary>What somebody typed to search, cut into words once, and where these stand in a text.</summary>
public sealed class SearchQuestion
{
    private readonly List<SearchUnit> units;

    private SearchQuestion(string typed)
    {
        Typed = typed.Trim();
        units = [.. SearchWords.Units(typed)];
        Words = SearchWords.AskedIn(typed);
    }

    /// <summary>What was typed.</summary>
    public string Typed { get; }

    /// <summary>The words that must all be there; empty where nothing in it can be searched.</summary>
    public IReadOnlyList<SearchWord> Words { get; }

    /// <summary>The question that somebody typed.</summary>
    public static SearchQuestion In(string typed) => new(typed);

    /// <summary>Where any of the words stand in a text, in order; characters found side by side are one place.</summary>
    public SearchPlaces PlacesIn(string text)
    {
        var found = new List<SearchPlace>();
        var before = default(SearchUnit);
        foreach (var unit in SearchWords.Units(text))
        {
            var pair = unit.Joined ? before.Text + unit.Text : null;
            for (var i = 0; i < Words.Count; i++)
            {
                if (Is(Words[i], unit.Text))
                {
                    Add(found, new SearchPlace(unit.Start, unit.End, 1u << i));
                }
                else if (pair is not null && Words[i].Text == pair)
                {
                    Add(found, new SearchPlace(before.Start, unit.End, 1u << i));
                }
            }

            before = unit;
        }

        return new SearchPlaces(found, All);
    }

    /// <summary>True where a text has all that was asked side by side and in its order.</summary>
    public bool IsPhraseIn(string text)
    {
        if (units.Count < 2)
        {
            return false;
        }

        var all = SearchWords.Units(text).ToList();
        for (var at = 0; at + units.Count <= all.Count; at++)
        {
            var matched = 0;
            while (matched < units.Count && Matches(matched, all[at + matched]))
            {
                matched++;
            }

            if (matched == units.Count)
            {
                return true;
            }
        }

        return false;

        bool Matches(int i, SearchUnit unit) => units[i].IsCjk == unit.IsCjk && (!units[i].Joined || unit.Joined)
            && (i == units.Count - 1 && !unit.IsCjk ? unit.Text.StartsWith(units[i].Text, StringComparison.Ordinal) : unit.Text == units[i].Text);
    }

    private uint All => Words.Count == 32 ? uint.MaxValue : (1u << Words.Count) - 1;

    private static bool Is(SearchWord word, string text) => word.Beginning ? text.StartsWith(word.Text, StringComparison.Ordinal) : text == word.Text;

    private static void Add(List<SearchPlace> found, SearchPlace place)
    {
        if (found.Count > 0 && place.Start <= found[^1].End)
        {
            place = new SearchPlace(Math.Min(found[^1].Start, place.Start), Math.Max(found[^1].End, place.End), found[^1].Words | place.Words);
            found.RemoveAt(found.Count - 1);
        }

        found.Add(place);
    }
}

/// <summary>A place in a text where something asked stands.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
/// <param name="Words">Which of the asked words: a bit each.</param>
public readonly record struct SearchPlace(int Start, int End, uint Words);

/// <summary>Where the words of a question stand in a text.</summary>
public sealed record SearchPlaces(IReadOnlyList<SearchPlace> Found, uint Asked)
{
    /// <summary>Which of the asked words are there: a bit each.</summary>
    public uint Words => Found.Aggregate(0u, (all, place) => all | place.Words);

    /// <summary>True where every asked word is there.</summary>
    public bool AreAll => Asked != 0 && Words == Asked;
}
