using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Tests.Promises;

/// <summary>
/// Promises the slow way: lives through a case minute by minute and notes which minutes each promise counted. The due time
/// is the end of the counted minute that fills the target. Facts must lie on whole minutes of the oracle's time.
/// </summary>
public sealed class PromiseOracle
{
    private readonly List<Track> tracks = [];

    public PromiseOracle(MinuteOracle time, IReadOnlyList<PromiseFact> facts, PromisePolicy policy)
    {
        var (kind, severity) = (default(CaseKind), default(Severity));
        var ordered = facts.OrderBy(fact => fact.At).ThenBy(fact => fact.Sequence).ToList();
        var next = 0;
        for (var minute = 0; minute < time.Minutes; minute++)
        {
            for (; next < ordered.Count && ordered[next].At == time.At(minute); next++)
            {
                var live = tracks.Where(track => track.SettledAt is null).ToList();
                switch (ordered[next])
                {
                    case PromiseFact.Started started:
                        (kind, severity) = (started.Kind, started.Severity);
                        Begin(PromiseKind.Acknowledge, 1, started.At);
                        Begin(PromiseKind.Reply, 1, started.At);
                        Begin(PromiseKind.Resolve, 1, started.At);
                        break;
                    case PromiseFact.Paused:
                        live.Where(track => track.Kind != PromiseKind.Acknowledge).ToList().ForEach(track => track.Paused = true);
                        break;
                    case PromiseFact.Resumed:
                        live.ForEach(track => track.Paused = false);
                        break;
                    case PromiseFact.Met met:
                        live.Where(track => track.Kind == met.Kind).ToList().ForEach(track => track.Settle(PromiseState.Met, met.At));
                        break;
                    case PromiseFact.Ended ended:
                        live.ForEach(track => track.Settle(PromiseState.Ended, ended.At));
                        break;
                    case PromiseFact.Reopened reopened:
                        live.Where(track => track.Kind != PromiseKind.Acknowledge).ToList()
                            .ForEach(track => track.Settle(PromiseState.Ended, reopened.At));
                        var generation = tracks.Max(track => track.Generation) + 1;
                        Begin(PromiseKind.Reply, generation, reopened.At);
                        Begin(PromiseKind.Resolve, generation, reopened.At);
                        break;
                    case PromiseFact.SeverityChanged changed:
                        severity = changed.Severity;
                        break;
                    case PromiseFact.KindChanged changed:
                        kind = changed.Kind;
                        break;
                }

                foreach (var track in tracks.Where(track => track.SettledAt is null))
                {
                    track.Target = policy.For(kind, severity).For(track.Kind);
                }
            }

            foreach (var track in tracks.Where(track => !track.Paused && time.IsOpen(minute)))
            {
                track.CountedUntil.Add(time.At(minute + 1));
            }
        }

        void Begin(PromiseKind promise, int generation, Instant at) =>
            tracks.Add(new Track { Kind = promise, Generation = generation, StartedAt = at });
    }

    /// <summary>What the engine should say, one line for each promise.</summary>
    public IEnumerable<string> Lines() => tracks
        .OrderBy(track => track.Kind).ThenBy(track => track.Generation)
        .Select(track => Line(track.Kind, track.Generation, track.StartedAt, track.State, track.DueAt, track.Remaining, track.SettledAt));

    /// <summary>What the engine says, in the same form. A due time beyond what the oracle lived through is cut off.</summary>
    public static IEnumerable<string> Lines(CasePromises promises, Instant horizon) => promises
        .Select(promise => Line(
            promise.Kind, promise.Generation, promise.StartedAt, promise.State,
            promise.DueAt > horizon ? null : promise.DueAt, promise.Remaining, promise.MetAt ?? promise.EndedAt));

    private static string Line(
        PromiseKind kind, int generation, Instant start, PromiseState state, Instant? due, Duration? remaining, Instant? settled) =>
        $"{kind} {generation} from {start} {state} due {due} left {remaining} settled {settled}";

    private sealed class Track
    {
        public required PromiseKind Kind { get; init; }

        public required int Generation { get; init; }

        public required Instant StartedAt { get; init; }

        public List<Instant> CountedUntil { get; } = [];

        public Duration Target { get; set; }

        public bool Paused { get; set; }

        public PromiseState Settlement { get; private set; }

        public Instant? SettledAt { get; private set; }

        public PromiseState State => SettledAt is not null ? Settlement : Paused ? PromiseState.Paused : PromiseState.Running;

        public Instant? DueAt => CountedUntil.Count >= TargetMinutes ? CountedUntil[TargetMinutes - 1] : null;

        public Duration? Remaining => State == PromiseState.Paused
            ? Duration.FromMinutes(TargetMinutes - CountedUntil.Count)
            : null;

        private int TargetMinutes => (int)Target.TotalMinutes;

        public void Settle(PromiseState state, Instant at) => (Settlement, SettledAt, Paused) = (state, at, false);
    }
}
