using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>Why what a customer was promised has changed. Where one journal entry gives several reasons, the first here counts.</summary>
public enum PromiseChangeReason
{
    /// <summary>The case was opened again: reply and resolution are promised anew.</summary>
    Reopened,

    /// <summary>Other rules or opening hours were applied to the case.</summary>
    RulesApplied,

    /// <summary>A supervisor granted more time, for a reason the customer was written.</summary>
    Extended,

    /// <summary>The promise was broken: a new time is told with an apology.</summary>
    PromisedAnew,

    /// <summary>Kind, severity or another trait of the case was corrected.</summary>
    Corrected,

    /// <summary>The customer was asked: time stands still.</summary>
    Waiting,

    /// <summary>The customer has answered: time goes on.</summary>
    Answered,

    /// <summary>The customer is waited for no longer, though they have not written.</summary>
    WaitingEnded,

    /// <summary>The customer asked for a review: its result is promised.</summary>
    ReviewAsked,
}

/// <summary>One promise before and after a change.</summary>
/// <param name="Kind">Which.</param>
/// <param name="From">When it was due; null where it was not promised yet, or stood still.</param>
/// <param name="To">When it is due; null where it stands still.</param>
public sealed record ChangedPromise(PromiseKind Kind, Instant? From, Instant? To);

/// <summary>A change of what the customer was promised: when, why, and which promises. It holds nothing that staff wrote.</summary>
/// <param name="At">When.</param>
/// <param name="Why">Why.</param>
/// <param name="Promises">Those that changed, in the order in which a case comes to them.</param>
public sealed record PromiseChange(Instant At, PromiseChangeReason Why, IReadOnlyList<ChangedPromise> Promises);

/// <summary>
/// Tells how the promises of a case have changed since it was filed: replays its facts up to each journal entry that may change
/// them, and compares.
/// </summary>
internal static class PromiseChanges
{
    /// <summary>The changes, the earliest first.</summary>
    /// <param name="entries">The entries of one case, in order.</param>
    /// <param name="facts">What they mean.</param>
    /// <param name="policy">What was promised at first.</param>
    /// <param name="calendar">The calendar that it was counted on.</param>
    public static IReadOnlyList<PromiseChange> Of(
        IReadOnlyList<JournalFact> entries, IReadOnlyList<PromiseFact> facts, PromisePolicy policy, BusinessCalendar calendar)
    {
        var kinds = entries.ToDictionary(entry => entry.Seq, entry => entry.Kind);
        var changes = new List<PromiseChange>();
        foreach (var entry in facts.GroupBy(fact => fact.Sequence).OrderBy(group => group.Key))
        {
            if (entry.Select(fact => WhyOf(fact, kinds[entry.Key])).Where(why => why is not null).Min() is { } why)
            {
                var before = PromiseClock.Replay(facts.Where(fact => fact.Sequence < entry.Key), policy, calendar);
                var after = PromiseClock.Replay(facts.Where(fact => fact.Sequence <= entry.Key), policy, calendar);
                var changed = PromiseKinds.All.Select(kind => Compare(before.Current(kind), after.Current(kind))).OfType<ChangedPromise>().ToList();
                if (changed.Count > 0)
                {
                    changes.Add(new PromiseChange(entry.First().At, why, changed));
                }
            }
        }

        return changes;
    }

    /// <summary>Why a fact changes promises already given; null where it gives the first ones, or settles them.</summary>
    private static PromiseChangeReason? WhyOf(PromiseFact fact, JournalKind entry) => fact switch
    {
        PromiseFact.Reopened => PromiseChangeReason.Reopened,
        PromiseFact.ReviewAsked => PromiseChangeReason.ReviewAsked,
        PromiseFact.RulesChanged => PromiseChangeReason.RulesApplied,
        PromiseFact.Extended => PromiseChangeReason.Extended,
        PromiseFact.PromisedAnew => PromiseChangeReason.PromisedAnew,
        PromiseFact.TraitsChanged => PromiseChangeReason.Corrected,
        PromiseFact.Paused => PromiseChangeReason.Waiting,
        PromiseFact.Resumed => entry == JournalKind.CustomerWrote ? PromiseChangeReason.Answered : PromiseChangeReason.WaitingEnded,
        _ => null,
    };

    /// <summary>What changed of a promise that is still open. News is promised with every word anew, which is no change.</summary>
    private static ChangedPromise? Compare(Promise? before, Promise? after) =>
        after is { State: PromiseState.Running or PromiseState.Paused, NewTime: { } told } && before?.NewTime != told
            ? new ChangedPromise(after.Kind, after.DueAt, told)
        : after is { State: PromiseState.Running or PromiseState.Paused }
        && before?.DueAt != after.DueAt
        && (after.Kind != PromiseKind.Progress || before?.Generation == after.Generation)
            ? new ChangedPromise(after.Kind, before?.DueAt, after.DueAt)
            : null;
}
