using FeedbackHub.App.Promises;
using FeedbackHub.Core.Assignment;

namespace FeedbackHub.App.Queue;

/// <summary>
/// The loaded part of a queue in its order. Changed rows are put in their place within it; what belongs before or after the
/// loaded part stays out.
/// </summary>
public sealed class LoadedQueue(QueueFilter filter, QueuePlace? after)
{
    /// <summary>Rows read at once.</summary>
    public const int Page = 50;

    /// <summary>Rows kept at the most: beyond it the last ones move to the next page.</summary>
    public const int Most = 60;

    private readonly List<QueueEntry> entries = [];

    /// <summary>What is shown.</summary>
    public QueueFilter Filter => filter;

    /// <summary>Where it begins; null at the top.</summary>
    public QueuePlace? After => after;

    /// <summary>The rows in order.</summary>
    public IReadOnlyList<QueueEntry> Entries => entries;

    /// <summary>Where the next page begins; null on the last one.</summary>
    public QueuePlace? Next { get; private set; }

    /// <summary>True where so many rows have left that more should be read.</summary>
    public bool IsShort => Next is not null && entries.Count < Page / 2;

    /// <summary>Where reading on begins.</summary>
    public QueuePlace? End => entries.Count > 0 ? entries[^1].Row.Place : Next;

    /// <summary>Replaces all rows. Those that were not there before have arrived, where <paramref name="quietly"/> is false.</summary>
    public bool Fill(IReadOnlyList<QueueRow> rows, QueuePlace? next, Func<QueueRow, PromiseLabel> label, bool quietly)
    {
        var known = entries.ToDictionary(e => e.Row.Id);
        var now = rows.Select(r => new QueueEntry(
            r, label(r), known.TryGetValue(r.Id, out var before) ? before.Arrived : !quietly)).ToList();
        Next = next;
        if (now.SequenceEqual(entries))
        {
            return false;
        }

        entries.Clear();
        entries.AddRange(now);
        return true;
    }

    /// <summary>Adds what was read on.</summary>
    public void Append(IReadOnlyList<QueueRow> rows, QueuePlace? next, Func<QueueRow, PromiseLabel> label)
    {
        entries.AddRange(rows.Where(r => entries.TrueForAll(e => e.Row.Id != r.Id)).Select(r => new QueueEntry(r, label(r))).ToList());
        Next = next;
    }

    /// <summary>
    /// Takes the present state of some cases: <paramref name="found"/> are those that are in the view, the others of
    /// <paramref name="asked"/> have left it. Returns whether anything that is shown changed.
    /// </summary>
    public bool Take(IEnumerable<long> asked, IReadOnlyList<QueueRow> found, Func<QueueRow, PromiseLabel> label)
    {
        var changed = false;
        foreach (var id in asked.Except(found.Select(r => r.Id)))
        {
            changed |= entries.RemoveAll(e => e.Row.Id == id) > 0;
        }

        foreach (var row in found)
        {
            changed |= Take(row, label);
        }

        while (entries.Count > Most)
        {
            entries.RemoveAt(entries.Count - 1);
            Next = entries[^1].Row.Place;
        }

        return changed;
    }

    /// <summary>Puts every promise into words anew. Returns whether any says something else now.</summary>
    public bool Relabel(Func<QueueRow, PromiseLabel> label)
    {
        var changed = false;
        for (var i = 0; i < entries.Count; i++)
        {
            var now = entries[i] with { Label = label(entries[i].Row), Arrived = false };
            if (now != entries[i])
            {
                entries[i] = now;
                changed = true;
            }
        }

        return changed;
    }

    private bool Take(QueueRow row, Func<QueueRow, PromiseLabel> label)
    {
        var at = entries.FindIndex(e => e.Row.Id == row.Id);
        if (filter.Searches && at >= 0)
        {
            // What was found stays where it was found; what is found anew comes on top.
            row = row with { Place = entries[at].Row.Place };
        }

        var entry = new QueueEntry(row, label(row), at < 0 || entries[at].Arrived);
        if (at >= 0 && entries[at].Row.Place == row.Place)
        {
            var changed = entries[at] != entry;
            entries[at] = entry;
            return changed;
        }

        if (at >= 0)
        {
            entries.RemoveAt(at);
        }

        var isBefore = after is { } start && Compare(row.Place, start) <= 0;
        var isBeyond = Next is not null && (entries.Count == 0 || Compare(row.Place, entries[^1].Row.Place) > 0);
        if (isBefore || isBeyond)
        {
            return at >= 0;
        }

        var to = entries.FindIndex(e => Compare(e.Row.Place, row.Place) > 0);
        entries.Insert(to < 0 ? entries.Count : to, entry);
        return true;
    }

    private int Compare(QueuePlace one, QueuePlace other) =>
        filter.Descending ? (other.Key, other.Id).CompareTo((one.Key, one.Id)) : (one.Key, one.Id).CompareTo((other.Key, other.Id));
}
