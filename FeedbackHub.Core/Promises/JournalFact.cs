using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>The part of a journal entry that promise clocks look at.</summary>
internal sealed record JournalFact(
    long Seq, Instant At, JournalKind Kind, CaseState? FromState, CaseState ToState, CaseKind CaseKind, Severity Severity)
{
    /// <summary>What the entries of one case mean for its promises.</summary>
    public static IEnumerable<PromiseFact> AsPromiseFacts(IReadOnlyList<JournalFact> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var (seq, at, kind, from, to, caseKind, severity) = entries[i];
            if (i == 0)
            {
                yield return new PromiseFact.Started(at, seq, caseKind, severity);
                continue;
            }

            if (entries[i - 1].Severity != severity)
            {
                yield return new PromiseFact.SeverityChanged(at, seq, severity);
            }

            if (entries[i - 1].CaseKind != caseKind)
            {
                yield return new PromiseFact.KindChanged(at, seq, caseKind);
            }

            if (from == CaseState.WaitingForCustomer)
            {
                yield return new PromiseFact.Resumed(at, seq);
            }

            if (kind is JournalKind.DeniedSolved or JournalKind.Reopened)
            {
                yield return new PromiseFact.Reopened(at, seq);
            }

            foreach (var met in MetBy(kind))
            {
                yield return new PromiseFact.Met(at, seq, met);
            }

            if (from is not null && to == CaseState.WaitingForCustomer)
            {
                yield return new PromiseFact.Paused(at, seq);
            }

            if (from is not null && to.IsEnded() && !from.Value.IsEnded())
            {
                yield return new PromiseFact.Ended(at, seq);
            }
        }
    }

    private static PromiseKind[] MetBy(JournalKind kind) => kind switch
    {
        JournalKind.Accepted or JournalKind.Claimed or JournalKind.Assigned => [PromiseKind.Acknowledge],
        JournalKind.Replied or JournalKind.Asked => [PromiseKind.Acknowledge, PromiseKind.Reply],
        JournalKind.Resolved or JournalKind.Refused => [PromiseKind.Acknowledge, PromiseKind.Reply, PromiseKind.Resolve],
        _ => [],
    };
}
