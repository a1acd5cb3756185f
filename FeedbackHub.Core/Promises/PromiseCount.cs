using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// The arithmetic of one promise: working time is counted between pauses until the target is used up. The due time is the
/// first instant at which that is so; what is paused later cannot move it.
/// </summary>
internal static class PromiseCount
{
    /// <summary>
    /// The due time, unless it lies beyond a pause without end or the calendar's horizon; and, when the last pause has no
    /// end, what is left of the target, negative when it was overdrawn before.
    /// </summary>
    public static (Instant? DueAt, Duration? Remaining) Of(
        Instant start, Duration target, PauseList pauses, BusinessCalendar calendar)
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
                return (due, left);
            }

            from = resumed;
        }

        return (left > Duration.Zero ? DueAt(calendar, from, left) : due, null);
    }

    /// <summary>See <see cref="Promise.Explain"/>.</summary>
    public static IEnumerable<PromiseStep> Explain(Promise promise)
    {
        if (promise is { DueAt: null, Remaining: null })
        {
            yield break;
        }

        var from = promise.StartedAt;
        foreach (var pause in promise.Pauses)
        {
            if (promise.DueAt <= pause.From)
            {
                break;
            }

            foreach (var step in Running(promise.Calendar, from, pause.From))
            {
                yield return step;
            }

            yield return new PromiseStep.Paused(pause.From, pause.To);
            if (pause.To is not { } resumed)
            {
                yield break;
            }

            from = resumed;
        }

        if (promise.DueAt is { } due)
        {
            foreach (var step in Running(promise.Calendar, from, due))
            {
                yield return step;
            }
        }
    }

    private static Instant? DueAt(BusinessCalendar calendar, Instant from, Duration left) =>
        calendar.TryAdd(from, left, out var due) ? due : null;

    private static IEnumerable<PromiseStep> Running(BusinessCalendar calendar, Instant from, Instant to)
    {
        foreach (var period in calendar.OpenPeriods(from, to))
        {
            if (from < period.Start)
            {
                yield return new PromiseStep.Closed(from, period.Start);
            }

            yield return new PromiseStep.Counted(period.Start, period.End);
            from = period.End;
        }

        if (from < to)
        {
            yield return new PromiseStep.Closed(from, to);
        }
    }
}
