using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>The part of a journal entry that promise clocks look at.</summary>
internal sealed record JournalFact(long Seq, Instant At, JournalKind Kind, CaseState? FromState, CaseState ToState)
{
    /// <summary>What decides which promises the case gets, after it.</summary>
    public required CaseTraits Traits { get; init; }

    /// <summary>The version of the policy, after it.</summary>
    public required long PolicyVersionId { get; init; }

    /// <summary>The version of the calendar, after it.</summary>
    public required long CalendarVersionId { get; init; }

    /// <summary>Which promise it is about, where it is about one.</summary>
    public PromiseKind? Promise { get; init; }

    /// <summary>The time that was agreed or told with it.</summary>
    public Instant? Until { get; init; }

    /// <summary>The step of the ladder that was taken.</summary>
    public int? Step { get; init; }

    /// <summary>What the entries of one case mean for its promises.</summary>
    /// <param name="entries">In order.</param>
    /// <param name="policy">The policy of a version.</param>
    /// <param name="calendar">The calendar of a version.</param>
    public static IEnumerable<PromiseFact> AsPromiseFacts(
        IReadOnlyList<JournalFact> entries, Func<long, PromisePolicy> policy, Func<long, BusinessCalendar> calendar)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (i == 0)
            {
                yield return new PromiseFact.Started(entry.At, entry.Seq, entry.Traits);
                continue;
            }

            var before = entries[i - 1];
            if (before.Traits != entry.Traits)
            {
                yield return new PromiseFact.TraitsChanged(entry.At, entry.Seq, entry.Traits);
            }

            if (before.PolicyVersionId != entry.PolicyVersionId || before.CalendarVersionId != entry.CalendarVersionId)
            {
                yield return new PromiseFact.RulesChanged(entry.At, entry.Seq, policy(entry.PolicyVersionId), calendar(entry.CalendarVersionId));
            }

            foreach (var fact in entry.OfItself())
            {
                yield return fact;
            }
        }
    }

    private IEnumerable<PromiseFact> OfItself()
    {
        if (FromState == CaseState.WaitingForCustomer)
        {
            yield return new PromiseFact.Resumed(At, Seq);
        }

        if (Kind is JournalKind.DeniedSolved or JournalKind.Reopened)
        {
            yield return new PromiseFact.Reopened(At, Seq);
        }

        if (OfOnePromise() is { } fact)
        {
            yield return fact;
        }

        foreach (var met in MetBy(Kind))
        {
            yield return new PromiseFact.Met(At, Seq, met);
        }

        if (Kind is JournalKind.Replied or JournalKind.Asked && ToState.IsOpen())
        {
            yield return new PromiseFact.ProgressOwed(At, Seq);
        }

        if (FromState is not null && ToState == CaseState.WaitingForCustomer)
        {
            yield return new PromiseFact.Paused(At, Seq);
        }

        if (FromState is { } from && ToState.IsEnded() && !from.IsEnded())
        {
            yield return new PromiseFact.Ended(At, Seq);
        }
    }

    private PromiseFact? OfOnePromise() => (Kind, Promise, Until, Step) switch
    {
        (JournalKind.ReviewAsked, _, _, _) => new PromiseFact.ReviewAsked(At, Seq),
        (JournalKind.Extended, { } promise, { } until, _) => new PromiseFact.Extended(At, Seq, promise, until),
        (JournalKind.PromisedAnew, { } promise, { } until, _) => new PromiseFact.PromisedAnew(At, Seq, promise, until),
        (JournalKind.Escalated, { } promise, _, { } step) => new PromiseFact.Escalated(At, Seq, promise, step),
        _ => null,
    };

    private static PromiseKind[] MetBy(JournalKind kind) => kind switch
    {
        JournalKind.Accepted or JournalKind.Claimed or JournalKind.Assigned => [PromiseKind.Acknowledge],
        JournalKind.Replied or JournalKind.Asked => [PromiseKind.Acknowledge, PromiseKind.Reply],
        JournalKind.ReviewDecided => [PromiseKind.Progress, PromiseKind.Review],
        JournalKind.Resolved or JournalKind.Refused =>
            [PromiseKind.Acknowledge, PromiseKind.Reply, PromiseKind.Progress, PromiseKind.Resolve, PromiseKind.Final],
        _ => [],
    };
}
