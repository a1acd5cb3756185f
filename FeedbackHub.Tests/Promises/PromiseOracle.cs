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
    private readonly MinuteOracle time;
    private readonly Instant sees;

    /// <param name="time">The time to live through.</param>
    /// <param name="facts">What happens, in order.</param>
    /// <param name="policy">What is promised.</param>
    /// <param name="sees">Due times after it are cut off, on both sides.</param>
    public PromiseOracle(MinuteOracle time, IReadOnlyList<PromiseFact> facts, PromisePolicy policy, Instant sees)
    {
        (this.time, this.sees) = (time, sees);
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
                    case PromiseFact.ReviewAsked:
                        live.Where(track => track.Kind == PromiseKind.Review).ToList().ForEach(track => track.Settle(PromiseState.Ended, fact.At));
                        Begin(fact, PromiseKind.Review);
                        break;
                    case PromiseFact.Extended { Until: var until } when until <= fact.At:
                        break;
                    case PromiseFact.Extended extended:
                        live.Where(track => track.Kind == extended.Kind).ToList().ForEach(track => track.Agreed = (extended.At, extended.Until));
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
            where kind is not (PromiseKind.Progress or PromiseKind.Review) || Target(kind) is not null
            select new Track
            {
                Kind = kind,
                Generation = tracks.Count(track => track.Kind == kind) + 1,
                StartedAt = fact.At,
                Given = Target(kind) is not null,
                Target = Target(kind) ?? default,
                Paused = waiting && StandsStill(kind),
            });

        static bool StandsStill(PromiseKind kind) => kind is not (PromiseKind.Acknowledge or PromiseKind.Final or PromiseKind.Review);
    }

    /// <summary>What the engine should say, one line for each promise.</summary>
    public IEnumerable<string> Lines() => tracks
        .Where(track => track.Given)
        .OrderBy(track => track.Kind).ThenBy(track => track.Generation)
        .Select(track => (Track: track, Due: track.Due(time)))
        .Select(one => Line(
            one.Track.Kind, one.Track.Generation, one.Track.StartedAt, one.Track.State, Seen(one.Due.At), one.Due.Left, one.Due.Days, one.Track.SettledAt));

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

        /// <summary>More time, granted when and until when.</summary>
        public (Instant At, Instant Until)? Agreed { get; set; }

        /// <summary>The later of what the target and the time agreed come to. One that still stands still has not come to anything.</summary>
        public (Instant? At, Duration? Left, int? Days) Due(MinuteOracle time)
        {
            if (Agreed is not { } agreed)
            {
                return (DueAt, Remaining, RemainingDays);
            }

            var all = Target.Unit is TargetUnit.Days or TargetUnit.Minutes;
            var wanted = Enumerable.Range(0, time.Minutes).Count(i => time.At(i) >= agreed.At && time.At(i) < agreed.Until && (all || time.IsOpen(i)));
            var had = counted[all ? TargetUnit.Minutes : TargetUnit.WorkingMinutes].Where(end => end > agreed.At).ToList();
            var due = wanted == 0 ? agreed.Until : had.Count < wanted ? (Instant?)null : Instant.Max(agreed.Until, had[wanted - 1]);
            return (due, DueAt) switch
            {
                ({ } one, { } other) when one <= other => (DueAt, Remaining, RemainingDays),
                ({ }, null) => (DueAt, Remaining, RemainingDays),
                _ => (due, State == PromiseState.Paused && wanted > 0 ? Duration.FromMinutes(wanted - had.Count) : null, null),
            };
        }

        private Instant? DueAt => Counted.Count >= Wanted ? Counted[Wanted - 1] : null;

        private Duration? Remaining => State == PromiseState.Paused && !OfDays ? Duration.FromMinutes(Wanted - Counted.Count) : null;

        private int? RemainingDays => State == PromiseState.Paused && OfDays ? Math.Max(0, Wanted - Counted.Count) : null;

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
