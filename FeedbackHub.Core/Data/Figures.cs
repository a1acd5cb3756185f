using System.Text.Json;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;

namespace FeedbackHub.Core.Data;

/// <summary>Moves the tallies by the difference a change makes, in its transaction.</summary>
internal static class Figures
{
    public static async Task MoveAsync(HubContext db, Dictionary<Case, CaseImage> before, CancellationToken cancel)
    {
        var moves = new Dictionary<TallyMark, int>();
        foreach (var (now, was) in before)
        {
            Count(was.Figures, -1);
            Count(CaseImage.After(now), 1);
        }

        var changed = moves.Where(m => m.Value != 0).Select(m => Row(m.Key, m.Value)).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        // One statement for all of them: a change moves half a dozen tallies.
        var rows = JsonSerializer.Serialize(changed);
        await db.Dialect.RunAsync(db, db.Dialect.AddToTallies(rows), cancel);
        if (moves.Values.Any(count => count < 0))
        {
            await db.Dialect.RunAsync(db, db.Dialect.DropEmptyTallies(rows), cancel);
        }

        void Count(CaseFigures? figures, int by)
        {
            foreach (var mark in figures is null ? [] : TallyMark.Of(figures))
            {
                moves[mark] = moves.GetValueOrDefault(mark) + by;
            }
        }
    }

    private static long[] Row(TallyMark mark, int count) => [(long)mark.Measure, mark.Bucket, mark.DepartmentId, mark.HandlerId, count];
}
