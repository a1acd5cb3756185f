using System.Diagnostics;
using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Computes promises from facts (R2.1.3). Nothing is remembered between two computations, so a change of policy, calendar
/// or zone rules, a late fact or a corrected one needs no repair: replay again.
/// </summary>
public static class PromiseClock
{
    /// <summary>The promises of one case.</summary>
    /// <param name="facts">
    /// Its facts in any order, repeats allowed: they are put in order of time, then journal number; those of one journal
    /// entry in the order changes, resumed, reopened, met, paused, ended. One dated before the start (clocks are set back
    /// now and then) counts as happening at the start.
    /// </param>
    /// <param name="policy">What is promised. It applies to all promises of the case not yet settled, and to settled ones
    /// with the kind and severity they were settled under.</param>
    /// <param name="calendar">When working time elapses.</param>
    /// <exception cref="ArgumentException">The facts hold two different starts: they are not those of one case.</exception>
    public static CasePromises Replay(IEnumerable<PromiseFact> facts, PromisePolicy policy, BusinessCalendar calendar)
    {
        var distinct = facts.Distinct().ToList();
        var starts = distinct.OfType<PromiseFact.Started>().ToList();
        if (starts.Count > 1)
        {
            throw new ArgumentException("The facts hold two starts: they are not those of one case.", nameof(facts));
        }

        if (starts.Count == 0)
        {
            return new CasePromises([]);
        }

        var replay = new Ledger(starts[0], policy);
        var later = distinct
            .Where(fact => fact is not PromiseFact.Started)
            .Select(fact => fact.At < starts[0].At ? fact with { At = starts[0].At } : fact)
            .OrderBy(fact => fact.At)
            .ThenBy(fact => fact.Sequence)
            .ThenBy(PlaceInEntry);
        foreach (var fact in later)
        {
            replay.Apply(fact);
        }

        return new CasePromises(replay.Entries
            .OrderBy(entry => entry.Kind)
            .ThenBy(entry => entry.Generation)
            .Select(entry => entry.ToPromise(calendar)));
    }

    private static int PlaceInEntry(PromiseFact fact) => fact switch
    {
        PromiseFact.SeverityChanged or PromiseFact.KindChanged => 1,
        PromiseFact.Resumed => 2,
        PromiseFact.Reopened => 3,
        PromiseFact.Met => 4,
        PromiseFact.Paused => 5,
        PromiseFact.Ended => 6,
        _ => throw new UnreachableException($"A fact nobody counts: {fact}"),
    };

    /// <summary>What is known of a case after some of its facts.</summary>
    private sealed class Ledger
    {
        private readonly PromisePolicy policy;
        private CaseKind caseKind;
        private Severity severity;

        public Ledger(PromiseFact.Started start, PromisePolicy policy)
        {
            this.policy = policy;
            caseKind = start.Kind;
            severity = start.Severity;
            Entries.AddRange(PromiseKinds.All.Select(kind => new Entry(kind, 1, start.At, Target(kind))));
        }

        public List<Entry> Entries { get; } = [];

        private IEnumerable<Entry> Open => Entries.Where(entry => !entry.Settled);

        public void Apply(PromiseFact fact)
        {
            switch (fact)
            {
                case PromiseFact.Paused:
                    ForEachOpen(entry => entry.Pause(fact.At), kind => kind.Pauses());
                    break;
                case PromiseFact.Resumed:
                    ForEachOpen(entry => entry.Resume(fact.At));
                    break;
                case PromiseFact.Met met:
                    ForEachOpen(entry => entry.Settle(PromiseState.Met, met.At), kind => kind == met.Kind);
                    break;
                case PromiseFact.Ended:
                    ForEachOpen(entry => entry.Settle(PromiseState.Ended, fact.At));
                    break;
                case PromiseFact.Reopened:
                    ForEachOpen(entry => entry.Settle(PromiseState.Ended, fact.At), kind => kind.StartsAnewOnReopening());
                    StartAnew(fact.At);
                    break;
                case PromiseFact.SeverityChanged changed:
                    severity = changed.Severity;
                    ForEachOpen(entry => entry.Target = Target(entry.Kind));
                    break;
                case PromiseFact.KindChanged changed:
                    caseKind = changed.Kind;
                    ForEachOpen(entry => entry.Target = Target(entry.Kind));
                    break;
                default:
                    throw new UnreachableException($"A fact nobody counts: {fact}");
            }
        }

        private void StartAnew(Instant at)
        {
            foreach (var kind in PromiseKinds.All.Where(kind => kind.StartsAnewOnReopening()))
            {
                Entries.Add(new Entry(kind, Entries.Count(entry => entry.Kind == kind) + 1, at, Target(kind)));
            }
        }

        private Duration Target(PromiseKind kind) => policy.For(caseKind, severity).For(kind);

        private void ForEachOpen(Action<Entry> act, Func<PromiseKind, bool>? which = null)
        {
            foreach (var entry in Open.Where(entry => which?.Invoke(entry.Kind) ?? true))
            {
                act(entry);
            }
        }
    }

    /// <summary>One promise in the making.</summary>
    private sealed class Entry(PromiseKind kind, int generation, Instant startedAt, Duration target)
    {
        private readonly List<Pause> pauses = [];
        private PromiseState state = PromiseState.Running;
        private Instant? settledAt;

        public PromiseKind Kind => kind;

        public int Generation => generation;

        public Duration Target { get; set; } = target;

        public bool Settled => settledAt is not null;

        public void Pause(Instant at)
        {
            if (state is PromiseState.Paused)
            {
                return;
            }

            state = PromiseState.Paused;
            if (pauses is [.., var last] && last.To == at)
            {
                // Waiting that goes on without a break is one pause, however many facts tell of it.
                pauses[^1] = last with { To = null };
            }
            else
            {
                pauses.Add(new Pause(at, null));
            }
        }

        public void Resume(Instant at)
        {
            if (state is not PromiseState.Paused)
            {
                return;
            }

            state = PromiseState.Running;
            var pause = pauses[^1] with { To = at };
            pauses.RemoveAt(pauses.Count - 1);
            if (pause.From < at)
            {
                pauses.Add(pause);
            }
        }

        public void Settle(PromiseState state, Instant at)
        {
            Resume(at);
            this.state = state;
            settledAt = at;
        }

        public Promise ToPromise(BusinessCalendar calendar)
        {
            var waited = new PauseList(pauses);
            var (dueAt, remaining) = PromiseCount.Of(startedAt, Target, waited, calendar);
            return new Promise
            {
                Kind = kind,
                Generation = generation,
                StartedAt = startedAt,
                Target = Target,
                State = state,
                Pauses = waited,
                DueAt = dueAt,
                Remaining = remaining,
                MetAt = state is PromiseState.Met ? settledAt : null,
                EndedAt = state is PromiseState.Ended ? settledAt : null,
                Calendar = calendar,
            };
        }
    }
}
