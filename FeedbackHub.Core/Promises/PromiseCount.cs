using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>What the arithmetic of one promise comes to.</summary>
/// <param name="DueAt">When it is due; null where that lies beyond a pause without end or the calendar's horizon.</param>
/// <param name="Remaining">When the last pause has no end and time is counted: what is left, negative when it was overdrawn before.</param>
/// <param name="RemainingDays">When the last pause has no end and days are counted: how many day ends are left, 0 when it was due before.</param>
/// <param name="ByAgreement">True where that comes of more time granted and not of the target.</param>
internal readonly record struct PromiseDue(Instant? DueAt, Duration? Remaining = null, int? RemainingDays = null, bool ByAgreement = false)
{
    /// <summary>Of two counts with the same pauses. One that stands still is later than one that was used up before.</summary>
    public bool IsLaterThan(PromiseDue other) => DueAt is null || (other.DueAt is { } due && DueAt > due);
}

/// <summary>
/// The arithmetic of one promise. Time is counted between pauses until the target is used up; days are counted at their ends,
/// each unless the customer is waited for as it closes. The due time is the first instant at which that is so; what is paused
/// later cannot move it.
/// </summary>
internal static class PromiseCount
{
    public static PromiseDue Of(Instant start, PromiseTarget target, Agreement? agreement, PauseList pauses, BusinessCalendar calendar)
    {
        var byTarget = Of(start, target, pauses, calendar);
        return agreement is { } agreed && Of(agreed, target, pauses, calendar) is var byAgreement && byAgreement.IsLaterThan(byTarget)
            ? byAgreement with { ByAgreement = true }
            : byTarget;
    }

    /// <summary>
    /// The working time from the agreement until the time agreed is counted between later pauses; at the agreed time at the
    /// earliest, which may lie outside working time.
    /// </summary>
    private static PromiseDue Of(Agreement agreed, PromiseTarget target, PauseList pauses, BusinessCalendar calendar)
    {
        var counted = target.On(calendar).Between(agreed.At, agreed.Until);
        if (counted == Duration.Zero)
        {
            return new PromiseDue(agreed.Until);
        }

        var due = OfTime(agreed.At, counted, pauses.From(agreed.At), target.On(calendar));
        return due.DueAt < agreed.Until ? due with { DueAt = agreed.Until } : due;
    }

    public static PromiseDue Of(Instant start, PromiseTarget target, PauseList pauses, BusinessCalendar calendar) =>
        target.CountsDays
            ? OfDays(start, target.Amount, pauses, target.On(calendar))
            : OfTime(start, target.Time, pauses, target.On(calendar));

    /// <summary>When so many per cent of what is counted between two instants are used up.</summary>
    public static Instant? Share(Instant start, Instant end, PauseList pauses, BusinessCalendar calendar, int percent)
    {
        var before = pauses.From(start).Before(end);
        var all = calendar.Between(start, end);
        foreach (var pause in before)
        {
            all -= calendar.Between(pause.From, pause.To ?? end);
        }

        return OfTime(start, all * percent / 100, before, calendar).DueAt;
    }

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
