using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Tests.Promises;

/// <summary>
/// Promises the slow way: lives through a case minute by minute and notes for each promise which minutes and which ends of days
/// it counted. It is due when as many are noted as its target wants. Facts must lie on whole minutes of the oracle's time.
/// </summary>
public sealed class PromiseOracle
{
    private readonly List<Track> tracks = [];
    private readonly Instant sees;

    /// <param name="time">The time to live through.</param>
    /// <param name="facts">What happens, in order.</param>
    /// <param name="policy">What is promised.</param>
    /// <param name="sees">Due times after it are cut off, on both sides.</param>
    public PromiseOracle(MinuteOracle time, IReadOnlyList<PromiseFact> facts, PromisePolicy policy, Instant sees)
    {
        this.sees = sees;
        CaseTraits? traits = null;
        var waiting = false;
        var ordered = facts.OrderBy(fact => fact.At).ThenBy(fact => fact.Sequence).ToList();
        var next = 0;
        for (var minute = 0; minute < time.Minutes; minute++)
        {
            for (; next < ordered.Count && ordered[next].At == time.At(minute); next++)
            {
                var fact = ordered[next];
                var live = tracks.Where(track => track is { Given: true, SettledAt: null }).ToList();
                switch (fact)
                {
                    case PromiseFact.Started started:
                        traits = started.Traits;
                        Begin(fact, PromiseKind.Acknowledge, PromiseKind.Reply, PromiseKind.Resolve, PromiseKind.Final);
                        break;
                    case PromiseFact.Paused:
                        waiting = true;
                        live.Where(track => StandsStill(track.Kind)).ToList().ForEach(track => track.Paused = true);
                        break;
                    case PromiseFact.Resumed:
                        waiting = false;
                        live.ForEach(track => track.Paused = false);
                        break;
                    case PromiseFact.Met met:
                        live.Where(track => track.Kind == met.Kind).ToList().ForEach(track => track.Settle(PromiseState.Met, met.At));
                        break;
                    case PromiseFact.ProgressOwed:
                        live.Where(track => track.Kind == PromiseKind.Progress).ToList().ForEach(track => track.Settle(PromiseState.Met, fact.At));
                        Begin(fact, PromiseKind.Progress);
                        break;
                    case PromiseFact.Ended:
                        waiting = false;
                        live.ForEach(track => track.Settle(PromiseState.Ended, fact.At));
                        break;
                    case PromiseFact.Reopened:
                        waiting = false;
                        live.Where(track => StandsStill(track.Kind)).ToList().ForEach(track => track.Settle(PromiseState.Ended, fact.At));
                        Begin(fact, PromiseKind.Reply, PromiseKind.Resolve);
                        break;
                    case PromiseFact.TraitsChanged changed:
                        traits = changed.Traits;
                        if (tracks.Exists(track => track is { Kind: PromiseKind.Resolve, Generation: 1, SettledAt: null }))
                        {
                            tracks.Where(track => track.Kind == PromiseKind.Final).ToList().ForEach(track => track.Given |= Target(track.Kind) is not null);
                        }

                        break;
                }

                foreach (var track in tracks.Where(track => track is { Given: true, SettledAt: null }))
                {
                    track.Target = Target(track.Kind) ?? track.Target;
                }
            }

            foreach (var track in tracks.Where(track => !track.Paused))
            {
                track.Live(time, minute);
            }
        }

        PromiseTarget? Target(PromiseKind kind) => policy.For(traits!).For(kind);

        void Begin(PromiseFact fact, params PromiseKind[] kinds) => tracks.AddRange(
            from kind in kinds
            where kind != PromiseKind.Progress || Target(kind) is not null
            select new Track
            {
                Kind = kind,
                Generation = tracks.Count(track => track.Kind == kind) + 1,
                StartedAt = fact.At,
                Given = Target(kind) is not null,
                Target = Target(kind) ?? default,
                Paused = waiting && StandsStill(kind),
            });

        static bool StandsStill(PromiseKind kind) => kind is not (PromiseKind.Acknowledge or PromiseKind.Final);
    }

    /// <summary>What the engine should say, one line for each promise.</summary>
    public IEnumerable<string> Lines() => tracks
        .Where(track => track.Given)
        .OrderBy(track => track.Kind).ThenBy(track => track.Generation)
        .Select(track => Line(track.Kind, track.Generation, track.StartedAt, track.State, Seen(track.DueAt), track.Remaining, track.RemainingDays, track.SettledAt));

    /// <summary>What the engine says, in the same form.</summary>
    public IEnumerable<string> Lines(CasePromises promises) => promises
        .Select(promise => Line(
            promise.Kind, promise.Generation, promise.StartedAt, promise.State,
            Seen(promise.DueAt), promise.Remaining, promise.RemainingDays, promise.MetAt ?? promise.EndedAt));

    private static string Line(
        PromiseKind kind, int generation, Instant start, PromiseState state, Instant? due, Duration? remaining, int? days, Instant? settled) =>
        $"{kind} {generation} from {start} {state} due {due} left {remaining} {days} settled {settled}";

    private Instant? Seen(Instant? due) => due > sees ? null : due;

    private sealed class Track
    {
        private readonly Dictionary<TargetUnit, List<Instant>> counted = Enum.GetValues<TargetUnit>().ToDictionary(unit => unit, _ => new List<Instant>());

        public required PromiseKind Kind { get; init; }

        public required int Generation { get; init; }

        public required Instant StartedAt { get; init; }

        public required bool Given { get; set; }

        public required PromiseTarget Target { get; set; }

        public required bool Paused { get; set; }

        public PromiseState Settlement { get; private set; }

        public Instant? SettledAt { get; private set; }

        public PromiseState State => SettledAt is not null ? Settlement : Paused ? PromiseState.Paused : PromiseState.Running;

        public Instant? DueAt => Counted.Count >= Wanted ? Counted[Wanted - 1] : null;

        public Duration? Remaining => State == PromiseState.Paused && !OfDays ? Duration.FromMinutes(Wanted - Counted.Count) : null;

        public int? RemainingDays => State == PromiseState.Paused && OfDays ? Math.Max(0, Wanted - Counted.Count) : null;

        private bool OfDays => Target.Unit is TargetUnit.Days or TargetUnit.WorkingDays;

        private List<Instant> Counted => counted[Target.Unit];

        /// <summary>The day of receipt ends, too.</summary>
        private int Wanted => Target.Amount + (OfDays ? 1 : 0);

        public void Settle(PromiseState state, Instant at) => (Settlement, SettledAt, Paused) = (state, at, false);

        public void Live(MinuteOracle time, int minute)
        {
            Note(TargetUnit.Minutes, true);
            Note(TargetUnit.WorkingMinutes, time.IsOpen(minute));
            Note(TargetUnit.Days, time.IsDayEnd(minute, roundTheClock: true));
            Note(TargetUnit.WorkingDays, time.IsDayEnd(minute, roundTheClock: false));

            void Note(TargetUnit unit, bool counts)
            {
                if (counts)
                {
                    counted[unit].Add(time.At(minute + 1));
                }
            }
        }
    }
}
