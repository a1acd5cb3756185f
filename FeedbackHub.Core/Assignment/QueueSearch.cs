using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// The queue narrowed by words or a number: over all cases the actor may see, whatever the view. The newest come first in windows
/// (<see cref="SearchWindow"/>), the best first within each (<see cref="SearchRank"/>). Rows are read for what is shown alone.
/// </summary>
internal static class QueueSearch
{
    /// <summary>True where the filter has words to look for.</summary>
    public static bool Asks(QueueFilter filter) => filter.Searches;

    /// <summary>One page of what is found. Cases meant by their number come first, before the first page.</summary>
    public static async Task<QueuePage> PageAsync(
        HubContext db, Actor actor, QueueFilter filter, QueuePlace? after, int size, Instant now, CancellationToken cancel)
    {
        var question = SearchQuestion.In(filter.Words);
        var visible = QueueSlices.Narrow(db.Cases.VisibleTo(actor), filter);
        var numbers = CaseNumbers.MeantBy(filter.Words, now);
        var meant = numbers.Count == 0 ? [] : await SearchText.ReadAsync(visible.Where(c => numbers.Contains(c.Number)), numbers.Count, cancel);
        var shown = (after is null ? meant : []).Select(m => (Place: QueuePlace.Top(m.Id), Text: m)).ToList();
        QueuePlace? next = null;
        if (question.Words.Count > 0)
        {
            var window = await SearchWindow.ReadAsync(db, visible, question, after, size, cancel);
            var room = Math.Max(0, size - shown.Count);
            var ranked = window.Cases
                .Where(c => !meant.Exists(m => m.Id == c.Id))
                .Select(c => (Place: window.PlaceOf(c.Id, SearchRanking.Of(question, c)), Text: c))
                .Where(c => after is not { Window: > 0 } place || (c.Place.Key, c.Text.Id).CompareTo((place.Key, place.Id)) < 0)
                .OrderByDescending(c => c.Place.Key).ThenByDescending(c => c.Text.Id)
                .Take(room + 1)
                .ToList();
            shown.AddRange(ranked.Take(room));
            next = ranked.Count > room ? (room == 0 ? window.Start : shown[^1].Place)
                : window.HasMore ? window.Next
                : null;
        }

        return new QueuePage(await RowsAsync(db, actor, visible, question, shown, cancel), next);
    }

    /// <summary>Those of some cases that are found, as rows that come before all others.</summary>
    public static async Task<List<QueueRow>> AmongAsync(
        HubContext db, Actor actor, QueueFilter filter, IReadOnlyCollection<long> ids, Instant now, CancellationToken cancel)
    {
        var question = SearchQuestion.In(filter.Words);
        var numbers = CaseNumbers.MeantBy(filter.Words, now);
        var found = question.Words.Count == 0 ? [] : await db.Database.SqlQuery<long>(db.Dialect.FindWordsAmong(question.Words, ids)).ToListAsync(cancel);
        if (found.Count == 0 && numbers.Count == 0)
        {
            return [];
        }

        var visible = QueueSlices.Narrow(db.Cases.VisibleTo(actor), filter).Where(c => ids.Contains(c.Id) && (found.Contains(c.Id) || numbers.Contains(c.Number)));
        var texts = await SearchText.ReadAsync(visible, ids.Count, cancel);
        return await RowsAsync(db, actor, visible, question, [.. texts.Select(t => (QueuePlace.Top(t.Id), t))], cancel);
    }

    private static async Task<List<QueueRow>> RowsAsync(
        HubContext db, Actor actor, IQueryable<Case> visible, SearchQuestion question, List<(QueuePlace Place, SearchText Text)> shown, CancellationToken cancel)
    {
        if (shown.Count == 0)
        {
            return [];
        }

        var ids = shown.Select(s => s.Text.Id).ToList();
        var rows = (await QueueOrdering.ById.ReadAsync(visible.Where(c => EF.Parameter(ids).Contains(c.Id)), db, actor, cancel)).ToDictionary(r => r.Id);
        var excerpts = await SearchExcerpts.OfAsync(db, question, [.. shown.Select(s => s.Text).Where(t => rows.ContainsKey(t.Id))], cancel);
        return [.. shown.Where(s => rows.ContainsKey(s.Text.Id)).Select(s => rows[s.Text.Id] with { Place = s.Place, Excerpts = excerpts[s.Text.Id] })];
    }
}
