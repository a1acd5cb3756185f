using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>What the arithmetic of one promise comes to.</summary>
/// <param name="DueAt">When it is due; null where that lies beyond a pause without end or the calendar's horizon.</param>
/// <param name="Remaining">When the last pause has no end and time is counted: what is left, negative when it was overdrawn before.</param>
/// <param name="RemainingDays">When the last pause has no end and days are counted: how many day ends are left, 0 when it was due before.</param>
internal readonly record struct PromiseDue(Instant? DueAt, Duration? Remaining = null, int? RemainingDays = null);

/// <summary>
/// The arithmetic of one promise. Time is counted between pauses until the target is used up; days are counted at their ends,
/// each unless the customer is waited for as it closes. The due time is the first instant at which that is so; what is paused
/// later cannot move it.
/// </summary>
internal static class PromiseCount
{
    public static PromiseDue Of(Instant start, PromiseTarget target, PauseList pauses, BusinessCalendar calendar) =>
        target.CountsDays
            ? OfDays(start, target.Amount, pauses, target.On(calendar))
            : OfTime(start, target.Time, pauses, target.On(calendar));

    private static PromiseDue OfTime(Instant start, Duration target, PauseList pauses, BusinessCalendar calendar)
    {
        Instant? due = null;
        var left = target;
        var from = start;
        foreach (var pause in pauses)
        {
            var counted = calendar.Between(from, pause.From);
            if (left > Duration.Zero && left <= counted)
            {
                due = DueAt(calendar, from, left);
            }

            left -= counted;
            if (pause.To is not { } resumed)
            {
                return new PromiseDue(due, Remaining: left);
            }

            from = resumed;
        }

        return new PromiseDue(left > Duration.Zero ? DueAt(calendar, from, left) : due);
    }

    private static PromiseDue OfDays(Instant start, int days, PauseList pauses, BusinessCalendar calendar)
    {
        var left = days + 1; // the day of receipt ends, too
        var unending = pauses is [.., { To: null } last] ? last.From : (Instant?)null;
        foreach (var (_, end) in calendar.DayEnds(start))
        {
            if (unending < end)
            {
                return new PromiseDue(null, RemainingDays: left);
            }

            if (!pauses.CoverEnd(end) && --left == 0)
            {
                return new PromiseDue(end, RemainingDays: unending is null ? null : 0);
            }
        }

        return new PromiseDue(null, RemainingDays: unending is null ? null : left);
    }

    private static Instant? DueAt(BusinessCalendar calendar, Instant from, Duration left) =>
        calendar.TryAdd(from, left, out var due) ? due : null;
}
