using NodaTime;
using static FeedbackHub.Core.Promises.PromiseTarget;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// How long a customer is waited for: they are reminded a few times, the last time with notice of the closing, and then the case is closed. It
/// can be taken up again at any time.
/// </summary>
/// <param name="Reminders">After how long they are reminded, each counted from the question; in order.</param>
/// <param name="Close">How long after the last reminder it is closed; null for never.</param>
public sealed record WaitingLimit(IReadOnlyList<PromiseTarget> Reminders, PromiseTarget? Close)
{
    /// <summary>The most reminders.</summary>
    public const int Most = 5;

    /// <summary>That of policies which say nothing: reminded after three and seven working days, closed five after the last reminder.</summary>
    public static WaitingLimit Default { get; } = new([WorkingDays(3), WorkingDays(7)], WorkingDays(5));

    /// <summary>
    /// What comes next, and when: a reminder, or the closing that the last one told of. Null where nothing does. Nobody is closed out without
    /// notice, or before the time they were told: where a changed policy has no further reminder, and none told of a closing, one more is due.
    /// </summary>
    /// <param name="asked">When the question was asked that is waited for.</param>
    /// <param name="reminded">The reminders since, in order.</param>
    /// <param name="calendar">What it is counted on.</param>
    public (Instant At, bool Closes)? Next(Instant asked, IReadOnlyList<Reminder> reminded, BusinessCalendar calendar)
    {
        if (reminded.Count < Reminders.Count)
        {
            return At(Later(Reminders[reminded.Count].DueFrom(asked, calendar), reminded, calendar), closes: false);
        }

        if (reminded.Count == 0 || Reminders.Count == 0 || Close is null)
        {
            return null;
        }

        return reminded[^1].Closes is { } told && ClosesAt(reminded[^1].At, calendar) is { } computed
            ? At(Instant.Max(told, computed), closes: true)
            : At(WorkingDays(1).DueFrom(reminded[^1].At, calendar), closes: false);
    }

    /// <summary>When it is closed if the customer does not answer to the reminder of this instant; null where it is not the last one, or never.</summary>
    public Instant? ClosesAfter(Instant reminder, int reminders, BusinessCalendar calendar) =>
        reminders >= Reminders.Count ? ClosesAt(reminder, calendar) : null;

    private Instant? ClosesAt(Instant reminder, BusinessCalendar calendar) => Close?.DueFrom(reminder, calendar);

    /// <summary>After a standstill nobody is reminded twice within a working day.</summary>
    private static Instant? Later(Instant? due, IReadOnlyList<Reminder> reminded, BusinessCalendar calendar) =>
        due is { } at && reminded.Count > 0 && WorkingDays(1).DueFrom(reminded[^1].At, calendar) is { } soonest && soonest > at ? soonest : due;

    private static (Instant, bool)? At(Instant? at, bool closes) => at is { } known ? (known, closes) : null;
}
