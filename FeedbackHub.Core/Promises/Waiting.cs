using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>That a customer is waited for, as the journal tells it.</summary>
/// <param name="Asked">When the question was asked: the last one counts.</param>
/// <param name="Reminded">When they were reminded since.</param>
/// <param name="Limit">What the policy says.</param>
/// <param name="Calendar">What it is counted on.</param>
internal sealed record Waiting(Instant Asked, IReadOnlyList<Instant> Reminded, WaitingLimit Limit, BusinessCalendar Calendar)
{
    /// <summary>When the case is closed if the customer does not answer; null where they have not been told of it.</summary>
    public Instant? ClosesAt => Next is { Closes: true } closing ? closing.At : null;

    /// <summary>What comes next, and when.</summary>
    public (Instant At, bool Closes)? Next => Limit.Next(Asked, Reminded, Calendar);

    /// <summary>Of the entries of a case in order; null where nobody is waited for.</summary>
    public static Waiting? Of(IReadOnlyList<JournalFact> entries, PromisePolicy policy, BusinessCalendar calendar)
    {
        if (entries.Count == 0 || entries[^1].ToState != CaseState.WaitingForCustomer)
        {
            return null;
        }

        var asked = entries.Index().Where(entry => entry.Item.Kind == JournalKind.Asked).Select(entry => (int?)entry.Index).LastOrDefault();
        return asked is not { } at
            ? null
            : new Waiting(entries[at].At, [.. entries.Skip(at).Where(entry => entry.Kind == JournalKind.Reminded).Select(entry => entry.At)], policy.Waiting, calendar);
    }
}
