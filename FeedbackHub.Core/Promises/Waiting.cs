using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>That a customer is waited for, as the journal tells it.</summary>
/// <param name="Asked">When the question was asked: the last one counts.</param>
/// <param name="Reminded">When they were reminded since.</param>
/// <param name="Limit">What the policy says.</param>
/// <param name="Calendar">What it is counted on.</param>
internal sealed record Waiting(Instant Asked, IReadOnlyList<Reminder> Reminded, WaitingLimit Limit, BusinessCalendar Calendar)
{
    /// <summary>What comes next, and when.</summary>
    public (Instant At, bool Closes)? Next => Limit.Next(Asked, Reminded, Calendar);

    /// <summary>As <see cref="Next"/>, but for what needs a decision: a review and a major case are not closed for want of an answer.</summary>
    public (Instant At, bool Closes)? StepFor(Case one) =>
        Reminded.Count >= Limit.Reminders.Count && (one.Review == ReviewStage.Asked || one.Severity == Severity.Major) ? null : Next;

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
            : new Waiting(entries[at].At, [.. entries.Skip(at).Where(entry => entry.Kind == JournalKind.Reminded).Select(entry => new Reminder(entry.At, entry.Until))], policy.Waiting, calendar);
    }
}

/// <summary>That the customer was reminded.</summary>
/// <param name="At">When.</param>
/// <param name="Closes">When they were told that the case would be closed; null where nothing was said of it.</param>
public readonly record struct Reminder(Instant At, Instant? Closes);
