using System.Collections.Concurrent;

namespace FeedbackHub.App.Live;

/// <summary>
/// Who has which case open on this node, and who is writing. Advisory only: it is shown, and nothing is decided by it. It
/// lives in memory and ends with the circuit.
/// </summary>
public sealed class CasePresence(TimeProvider time)
{
    /// <summary>How long after the last keystroke somebody still counts as writing.</summary>
    public static readonly TimeSpan WritingLasts = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<Seat, byte> seats = new();
    private readonly TimeProvider time = time;

    /// <summary>Sits down at a case. <paramref name="changed"/> is called when others come, go, write or stop.</summary>
    public Seat Join(long caseId, long staffId, string name, Action changed)
    {
        var seat = new Seat(this, caseId, staffId, name, changed);
        seats.TryAdd(seat, 0);
        TellOthers(seat);
        return seat;
    }

    private IReadOnlyList<Present> OthersAt(Seat mine) =>
        [.. seats.Keys.Where(s => s.CaseId == mine.CaseId && s.StaffId != mine.StaffId)
            .GroupBy(s => s.StaffId)
            .Select(g => new Present(g.First().Name, g.Any(s => s.Writing)))
            .OrderByDescending(p => p.Writing).ThenBy(p => p.Name, StringComparer.CurrentCulture)];

    private void Leave(Seat seat)
    {
        if (seats.TryRemove(seat, out _))
        {
            TellOthers(seat);
        }
    }

    private void TellOthers(Seat seat)
    {
        foreach (var other in seats.Keys.Where(s => s.CaseId == seat.CaseId && s.StaffId != seat.StaffId))
        {
            other.Tell();
        }
    }

    /// <summary>One person's place at one case, in one circuit.</summary>
    public sealed class Seat : IDisposable
    {
        private readonly CasePresence presence;
        private readonly Action changed;
        private readonly ITimer stopWriting;

        // Others' news are told in this circuit's own context: its language, not theirs.
        private readonly ExecutionContext? context = ExecutionContext.Capture();

        internal Seat(CasePresence presence, long caseId, long staffId, string name, Action changed)
        {
            this.presence = presence;
            this.changed = changed;
            (CaseId, StaffId, Name) = (caseId, staffId, name);
            stopWriting = presence.time.CreateTimer(_ => Set(false), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        /// <summary>Who else is there.</summary>
        public IReadOnlyList<Present> Others => presence.OthersAt(this);

        internal long CaseId { get; }

        internal long StaffId { get; }

        internal string Name { get; }

        internal bool Writing { get; private set; }

        /// <summary>They are writing, now.</summary>
        public void IsWriting()
        {
            stopWriting.Change(WritingLasts, Timeout.InfiniteTimeSpan);
            Set(true);
        }

        /// <summary>They sent it, or dropped it.</summary>
        public void StoppedWriting() => Set(false);

        /// <inheritdoc />
        public void Dispose()
        {
            stopWriting.Dispose();
            presence.Leave(this);
        }

        internal void Tell()
        {
            if (context is null)
            {
                changed();
            }
            else
            {
                ExecutionContext.Run(context, static call => ((Action)call!)(), changed);
            }
        }

        private void Set(bool writing)
        {
            if (Writing != writing)
            {
                Writing = writing;
                presence.TellOthers(this);
            }
        }
    }
}

/// <summary>Somebody who has the case open.</summary>
/// <param name="Name">Who.</param>
/// <param name="Writing">True while they write.</param>
public sealed record Present(string Name, bool Writing);
