using System.Diagnostics;

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
    /// entry in the order of <see cref="PlaceInEntry"/>. One dated before the start (clocks are set back now and then) counts
    /// as happening at the start.
    /// </param>
    /// <param name="policy">What is promised from the start on, until another is applied.</param>
    /// <param name="calendar">When working time elapses, likewise.</param>
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
            return new CasePromises([], null);
        }

        var replay = new PromiseLedger(starts[0], policy, calendar);
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

        return new CasePromises(replay.Promises(), replay.Targets);
    }

    /// <summary>In which order the facts of one journal entry count.</summary>
    private static int PlaceInEntry(PromiseFact fact) => fact switch
    {
        PromiseFact.RulesChanged => 1,
        PromiseFact.TraitsChanged => 2,
        PromiseFact.Resumed => 3,
        PromiseFact.Reopened => 4,
        PromiseFact.ReviewAsked => 5,
        PromiseFact.Extended => 6,
        PromiseFact.PromisedAnew => 7,
        PromiseFact.Escalated => 8,
        PromiseFact.Met met => 10 + (int)met.Kind,
        PromiseFact.ProgressOwed => 20,
        PromiseFact.Paused => 22,
        PromiseFact.Ended => 23,
        _ => throw new UnreachableException($"A fact nobody counts: {fact}"),
    };
}
