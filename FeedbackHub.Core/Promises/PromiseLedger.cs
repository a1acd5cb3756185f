using System.Diagnostics;

namespace FeedbackHub.Core.Promises;

/// <summary>What is known of a case's promises after some of its facts; the facts come in order.</summary>
internal sealed class PromiseLedger
{
    private readonly PromiseFact.Started start;
    private readonly List<PromiseEntry> entries = [];
    private PromisePolicy policy;
    private BusinessCalendar calendar;
    private CaseTraits traits;
    private bool waiting;

    public PromiseLedger(PromiseFact.Started start, PromisePolicy policy, BusinessCalendar calendar)
    {
        (this.start, this.policy, this.calendar, traits) = (start, policy, calendar, start.Traits);
        foreach (var kind in PromiseKinds.OfFiling)
        {
            Begin(kind, start);
        }
    }

    /// <summary>What the policy promises such a case now.</summary>
    public PromiseTargets Targets => policy.For(traits);

    public void Apply(PromiseFact fact)
    {
        switch (fact)
        {
            case PromiseFact.Paused:
                waiting = true;
                ForEachOpen(entry => entry.Pause(fact.At), kind => kind.Pauses());
                break;
            case PromiseFact.Resumed:
                waiting = false;
                ForEachOpen(entry => entry.Resume(fact.At));
                break;
            case PromiseFact.Met met:
                ForEachOpen(entry => entry.Settle(PromiseState.Met, met.At), kind => kind == met.Kind);
                break;
            case PromiseFact.ProgressOwed:
                ForEachOpen(entry => entry.Settle(PromiseState.Met, fact.At), kind => kind == PromiseKind.Progress);
                Begin(PromiseKind.Progress, fact);
                break;
            case PromiseFact.Ended:
                waiting = false;
                ForEachOpen(entry => entry.Settle(PromiseState.Ended, fact.At));
                break;
            case PromiseFact.Reopened:
                Reopen(fact);
                break;
            case PromiseFact.ReviewAsked:
                ForEachOpen(entry => entry.Settle(PromiseState.Ended, fact.At), kind => kind == PromiseKind.Review);
                Begin(PromiseKind.Review, fact);
                break;
            case PromiseFact.Extended extended:
                // A time that has passed as it is granted grants nothing.
                ForEachOpen(entry => entry.Agree(new Agreement(fact.At, extended.Until)), kind => kind == extended.Kind && extended.Until > fact.At);
                break;
            case PromiseFact.PromisedAnew anew:
                ForEachOpen(entry => entry.TellNewTime(anew.Until), kind => kind == anew.Kind);
                break;
            case PromiseFact.Escalated escalated:
                ForEachOpen(entry => entry.Take(escalated.Step), kind => kind == escalated.Kind);
                break;
            case PromiseFact.TraitsChanged changed:
                traits = changed.Traits;
                Follow();
                break;
            case PromiseFact.RulesChanged changed:
                (policy, calendar) = (changed.Policy, changed.Calendar);
                Follow();
                break;
            default:
                throw new UnreachableException($"A fact nobody counts: {fact}");
        }
    }

    /// <summary>The promises by kind, then generation.</summary>
    public IEnumerable<Promise> Promises() =>
        entries.OrderBy(entry => entry.Kind).ThenBy(entry => entry.Generation).Select(entry => entry.ToPromise());

    private void Reopen(PromiseFact fact)
    {
        waiting = false;
        ForEachOpen(entry => entry.Settle(PromiseState.Ended, fact.At), kind => kind.StartsAnewOnReopening() || kind == PromiseKind.Progress);
        foreach (var kind in PromiseKinds.OfFiling.Where(kind => kind.StartsAnewOnReopening()))
        {
            Begin(kind, fact);
        }
    }

    /// <summary>Promises not yet met follow what counts now. One that was given is not taken back; one that had not been given begins at the start.</summary>
    private void Follow()
    {
        ForEachOpen(entry => entry.Follow(TargetOf(entry.Kind), calendar));
        if (entries.Exists(entry => entry is { Kind: PromiseKind.Resolve, Settled: false, Generation: 1 }))
        {
            foreach (var kind in PromiseKinds.OfFiling.Where(kind => entries.TrueForAll(entry => entry.Kind != kind)))
            {
                Begin(kind, start);
            }
        }
    }

    private void Begin(PromiseKind kind, PromiseFact fact)
    {
        if (TargetOf(kind) is not { } target)
        {
            return;
        }

        var entry = new PromiseEntry(kind, entries.Count(one => one.Kind == kind) + 1, fact.At, target, calendar);
        if (waiting && kind.Pauses())
        {
            entry.Pause(fact.At);
        }

        entries.Add(entry);
    }

    private PromiseTarget? TargetOf(PromiseKind kind) => Targets.For(kind);

    private void ForEachOpen(Action<PromiseEntry> act, Func<PromiseKind, bool>? which = null)
    {
        foreach (var entry in entries.Where(entry => !entry.Settled && (which?.Invoke(entry.Kind) ?? true)))
        {
            act(entry);
        }
    }
}
