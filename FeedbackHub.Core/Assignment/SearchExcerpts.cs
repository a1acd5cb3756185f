using System.Numerics;
using System.Text;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>Why each of some cases was found: its subject with the words marked, and one or two short excerpts around them.</summary>
internal static class SearchExcerpts
{
    // In widths of a Latin letter; a Chinese character is two wide. Two excerpts share it. What was found stands near the front, where no line cuts it off.
    private const int Width = 110;
    private const int MostMessages = 300;
    private const int MessageLength = 600;
    private const int MessageBefore = 200;
    private const int MostExcerpts = 2;

    /// <summary>Of the cases' own texts, and of the messages of those whose own texts do not hold every word. The cases must be the reader's to see.</summary>
    public static async Task<Dictionary<long, EqualList<Excerpt>>> OfAsync(
        HubContext db, SearchQuestion question, IReadOnlyCollection<SearchText> cases, CancellationToken cancel)
    {
        var wanting = cases.Where(c => Missing(question, c) != 0).Select(c => c.Id).ToList();
        var messages = wanting.Count == 0 ? null : await MessagesAsync(db, question, wanting, cancel);
        return cases.ToDictionary(c => c.Id, c => Of(question, c, messages?[c.Id] ?? []));
    }

    /// <summary>The same for one case whose messages are there already.</summary>
    public static EqualList<Excerpt> Of(SearchQuestion question, SearchText text, IEnumerable<(ExcerptOf Of, string Text)> messages)
    {
        var subject = question.PlacesIn(text.Subject);
        var found = text.Texts().Concat(messages)
            .Select(t => (t.Of, t.Text, Places: question.PlacesIn(t.Text)))
            .Where(t => t.Places.Found.Count > 0)
            .ToList();
        var chosen = new List<Excerpt>();
        if (subject.Found.Count > 0)
        {
            chosen.Add(new Excerpt(ExcerptOf.Subject, Cut(text.Subject, subject.Found, 0, text.Subject.Length)));
        }

        chosen.AddRange(Choose(found, Width) is [_] one ? one : Choose(found, Width / 2));
        return new EqualList<Excerpt>(chosen);
    }

    /// <summary>The first shows the most words, whatever the subject shows; a second one only words that the first does not.</summary>
    private static List<Excerpt> Choose(List<(ExcerptOf Of, string Text, SearchPlaces Places)> found, int width)
    {
        var (chosen, shown) = (new List<Excerpt>(), 0u);
        while (chosen.Count < MostExcerpts && found.Count > 0)
        {
            var best = found.MaxBy(t => BitOperations.PopCount(t.Places.Words & ~shown));
            if ((best.Places.Words & ~shown) == 0)
            {
                break;
            }

            var (excerpt, words) = Around(best.Of, best.Text, best.Places, shown, width);
            chosen.Add(excerpt);
            shown |= words;
        }

        return chosen;
    }

    private static uint Missing(SearchQuestion question, SearchText text)
    {
        var there = text.Texts().Aggregate(question.PlacesIn(text.Subject).Words, (all, t) => all | question.PlacesIn(t.Text).Words);
        return question.PlacesIn("").Asked & ~there;
    }

    private static async Task<ILookup<long, (ExcerptOf Of, string Text)>> MessagesAsync(
        HubContext db, SearchQuestion question, List<long> cases, CancellationToken cancel)
    {
        // The database cuts a long message around the longest word, as far as it can tell: it knows less of letters than we do.
        var word = question.Words.MaxBy(w => w.Text.Length)!.Text;
#pragma warning disable CA1304, CA1311, CA1862 // these become the database's own lower() and instr()
        var read = await db.Messages
            .Where(m => EF.Parameter(cases).Contains(m.CaseId))
            .OrderByDescending(m => m.Id)
            .Take(MostMessages)
            .Select(m => new
            {
                m.CaseId,
                m.Internal,
                Text = m.Text.Substring(m.Text.ToLower().IndexOf(word) > MessageBefore ? m.Text.ToLower().IndexOf(word) - MessageBefore : 0, MessageLength),
            })
            .ToListAsync(cancel);
#pragma warning restore CA1304, CA1311, CA1862
        return read.ToLookup(m => m.CaseId, m => (m.Internal ? ExcerptOf.Note : ExcerptOf.Message, m.Text));
    }

    /// <summary>The stretch of a text with the most words not shown yet, the earliest such.</summary>
    private static (Excerpt Excerpt, uint Words) Around(ExcerptOf of, string text, SearchPlaces places, uint shown, int width)
    {
        var (best, words, most) = (places.Found[0].Start, 0u, -1);
        for (var i = 0; i < places.Found.Count; i++)
        {
            var (until, there) = (places.Found[i].Start + (width * 3 / 4), 0u);
            for (var j = i; j < places.Found.Count && places.Found[j].End <= until; j++)
            {
                there |= places.Found[j].Words;
            }

            if (BitOperations.PopCount(there & ~shown) is var count && count > most)
            {
                (best, words, most) = (places.Found[i].Start, there | places.Found[i].Words, count);
            }
        }

        var start = Back(text, best, width / 4);
        return (new Excerpt(of, Cut(text, places.Found, start, Forth(text, start, width))), words);
    }

    /// <summary>The place so wide before another, at the beginning of a word where one is near.</summary>
    private static int Back(string text, int from, int width)
    {
        var at = from;
        for (var wide = 0; at > 0 && wide < width; wide += WidthOf(text[at]))
        {
            at--;
        }

        var space = at == 0 ? -1 : text.IndexOfAny([' ', '\n', '\t'], at, from - at);
        at = space >= 0 && space + 1 < from ? space + 1 : at;
        return at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    private static int Forth(string text, int from, int width)
    {
        var at = from;
        for (var wide = 0; at < text.Length && wide < width; at++)
        {
            wide += WidthOf(text[at]);
        }

        return at < text.Length && char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    private static int WidthOf(char character) => character >= '\u2E80' ? 2 : 1;

    private static EqualList<ExcerptPart> Cut(string text, IReadOnlyList<SearchPlace> found, int start, int end)
    {
        var parts = new List<ExcerptPart>();
        void Add(string piece, bool marked)
        {
            if (piece.Length > 0)
            {
                parts.Add(new ExcerptPart(piece, marked));
            }
        }

        var at = start;
        foreach (var place in found.Where(p => p.Start >= start && p.End <= end))
        {
            Add((at == start && start > 0 ? "…" : "") + OneLine(text[at..place.Start]), marked: false);
            Add(OneLine(text[place.Start..place.End]), marked: true);
            at = place.End;
        }

        Add((at == start && start > 0 ? "…" : "") + OneLine(text[at..end]) + (end < text.Length ? "…" : ""), marked: false);
        return new EqualList<ExcerptPart>(parts);
    }

    /// <summary>Line breaks, tabs and other control characters as single spaces.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var plain = char.IsControl(character) || char.IsWhiteSpace(character) ? ' ' : character;
            if (plain != ' ' || line.Length == 0 || line[^1] != ' ')
            {
                line.Append(plain);
            }
        }

        return line.ToString();
    }
}
