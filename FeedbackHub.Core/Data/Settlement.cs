using System.Text.Json;
using FeedbackHub.Core.Dashboards;

namespace FeedbackHub.Core.Data;

/// <summary>
/// What is derived from changes and that nobody reads within their transaction: by how much they move the tallies, and the words
/// of their cases. A shared transaction writes it last, once for all its writers: they mostly move the same few tallies, and the
/// search index of SQLite is written to its table at every savepoint.
/// </summary>
internal sealed class Settlement
{
    private readonly Dictionary<TallyMark, int> moves = [];
    private readonly Dictionary<long, (IReadOnlyCollection<string> Words, bool IsNew)> words = [];

    /// <summary>Moves a tally.</summary>
    public void Move(TallyMark mark, int by) => moves[mark] = moves.GetValueOrDefault(mark) + by;

    /// <summary>Puts a case's words in place of those it had; a new one has none yet.</summary>
    public void Index(long caseId, IReadOnlyCollection<string> its, bool isNew) =>
        words[caseId] = (its, isNew || (words.TryGetValue(caseId, out var before) && before.IsNew));

    /// <summary>Adds what another, later change leaves to write.</summary>
    public void Add(Settlement other)
    {
        foreach (var (mark, by) in other.moves)
        {
            Move(mark, by);
        }

        foreach (var (caseId, (its, isNew)) in other.words)
        {
            Index(caseId, its, isNew);
        }
    }

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(HubContext db)
    {
        var moved = moves.Where(m => m.Value != 0).Select(m => Row(m.Key, m.Value)).ToList();
        if (moved.Count > 0)
        {
            // One statement for all of them.
            var rows = JsonSerializer.Serialize(moved);
            await db.Dialect.RunAsync(db, db.Dialect.AddToTallies(rows), CancellationToken.None);
            if (moves.Values.Any(count => count < 0))
            {
                await db.Dialect.RunAsync(db, db.Dialect.DropEmptyTallies(rows), CancellationToken.None);
            }
        }

        foreach (var (caseId, (its, isNew)) in words.OrderBy(w => w.Key))
        {
            await db.Dialect.KeepWordsAsync(db, caseId, its, isNew, CancellationToken.None);
        }
    }

    private static long[] Row(TallyMark mark, int count) => [(long)mark.Measure, mark.Bucket, mark.DepartmentId, mark.HandlerId, count];
}
