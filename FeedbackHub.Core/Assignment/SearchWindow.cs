using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// Search results are ranked within windows: the newest so many cases that match and may be seen, then the so many before these.
/// A window is the range of ids from one case on and before another, so that it stays the same, however many cases come in
/// between: the place of a row names its window (<see cref="QueuePlace.Window"/>: where it ends), and its key where the window
/// begins and the row's rank in it.
/// </summary>
internal sealed record SearchWindow(long From, long Before, bool HasMore, List<SearchText> Cases)
{
    // As many as are ranked together. More would be ranked better, and cost more.
    private const int Size = 200;

    // Whether one may see a case is told by the case alone, and looking at so many is dear. Where most are not one's own, a window
    // is closed as soon as it fills a page; and where hardly any is, one is shown a short page and may go on.
    private const int ManyMatches = 400;
    private const int MostMatches = 3000;
    private const int LargestBatch = 2000;
    private const int Ranks = 256;

    /// <summary>Where its first page begins.</summary>
    public QueuePlace Start => new(Before * Ranks, 0, Before);

    /// <summary>Where the next window begins.</summary>
    public QueuePlace Next => new(From * Ranks, 0, From);

    /// <summary>The place of a case of this window.</summary>
    public QueuePlace PlaceOf(long caseId, SearchRank rank) => new((From * Ranks) + (int)rank, caseId, Before);

    /// <summary>The window in which a place lies, or the next one below it.</summary>
    public static Task<SearchWindow> ReadAsync(HubContext db, IQueryable<Case> visible, SearchQuestion question, QueuePlace? after, int page, CancellationToken cancel)
    {
        var before = after is { Window: > 0 } place ? place.Window : long.MaxValue;
        var from = after is { Window: > 0 } within ? within.Key / Ranks : before;
        return from < before
            ? AgainAsync(db, visible, question, from, before, cancel)
            : AnewAsync(db, visible, question, before, page, cancel);
    }

    private static async Task<SearchWindow> AnewAsync(HubContext db, IQueryable<Case> visible, SearchQuestion question, long before, int page, CancellationToken cancel)
    {
        var found = new List<SearchText>();
        var (end, below, batch) = (before == long.MaxValue ? 1 : before, before, Size + 1);
        for (var examined = 0; ;)
        {
            var ids = await MatchesAsync(db, question, 0, below, batch, cancel);
            end = examined == 0 && ids.Count > 0 && before == long.MaxValue ? ids[0] + 1 : end;
            examined += ids.Count;
            var room = Size - found.Count;
            var seen = ids.Count == 0 ? [] : await SearchText.ReadAsync(visible.Where(c => EF.Parameter(ids).Contains(c.Id)), room + 1, cancel);
            found.AddRange(seen.Take(room));
            if (seen.Count > room)
            {
                return new SearchWindow(found[^1].Id, end, HasMore: true, found);
            }

            if (ids.Count < batch)
            {
                return new SearchWindow(0, end, HasMore: false, found);
            }

            below = ids[^1];
            if (found.Count == Size || (found.Count > page && examined >= ManyMatches) || examined >= MostMatches)
            {
                return new SearchWindow(below, end, HasMore: true, found);
            }

            // As many as should fill the page, by how many of those so far could be seen.
            var missing = (page + (page / 4) + 1 - found.Count) * examined / Math.Max(1, found.Count);
            batch = Math.Clamp(missing, Size + 1, Math.Min(examined * 4, LargestBatch));
        }
    }

    private static async Task<SearchWindow> AgainAsync(HubContext db, IQueryable<Case> visible, SearchQuestion question, long from, long before, CancellationToken cancel)
    {
        var found = new List<SearchText>();
        var (below, batch) = (before, Size + 1);
        while (true)
        {
            var ids = await MatchesAsync(db, question, from, below, batch, cancel);
            found.AddRange(ids.Count == 0 ? [] : await SearchText.ReadAsync(visible.Where(c => EF.Parameter(ids).Contains(c.Id)), batch, cancel));
            if (ids.Count < batch)
            {
                return new SearchWindow(from, before, HasMore: from > 0, found);
            }

            (below, batch) = (ids[^1], Math.Min(batch * 4, LargestBatch));
        }
    }

    private static async Task<List<long>> MatchesAsync(HubContext db, SearchQuestion question, long from, long before, int most, CancellationToken cancel) =>
        [.. (await db.Database.SqlQuery<long>(db.Dialect.FindWords(question.Words, from, before, most)).ToListAsync(cancel)).OrderDescending()];
}
