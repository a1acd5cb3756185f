using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>How a due time comes about, step by step: see <see cref="Promise.Explain"/>.</summary>
internal static class PromiseExplaining
{
    public static IEnumerable<PromiseStep> Explain(Promise promise)
    {
        if (promise is { DueAt: null, Remaining: null, RemainingDays: null })
        {
            return [];
        }

        var calendar = promise.Target.On(promise.Calendar);
        if (promise.Agreement is { } agreed && PromiseCount.Of(promise.StartedAt, promise.Target, agreed, promise.Pauses, promise.Calendar).ByAgreement)
        {
            var counted = promise with { StartedAt = agreed.At, Pauses = promise.DueAt is { } due ? promise.Pauses.From(agreed.At).Before(due) : promise.Pauses.From(agreed.At) };
            var told = new PromiseStep.Agreed(promise.StartedAt, agreed.At, agreed.Until);
            return [.. agreed.At > promise.StartedAt ? [told] : Array.Empty<PromiseStep>(), .. OfTime(counted, calendar)];
        }

        return promise.Target.CountsDays ? OfDays(promise, calendar) : OfTime(promise, calendar);
    }

    private static IEnumerable<PromiseStep> OfTime(Promise promise, BusinessCalendar calendar)
    {
        var from = promise.StartedAt;
        foreach (var pause in promise.Pauses)
        {
            if (promise.DueAt <= pause.From)
            {
                break;
            }

            foreach (var step in Running(calendar, from, pause.From))
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
            foreach (var step in Running(calendar, from, due))
            {
                yield return step;
            }
        }
    }

    private static IEnumerable<PromiseStep> OfDays(Promise promise, BusinessCalendar calendar)
    {
        var from = promise.StartedAt;
        var number = 0;
        foreach (var (date, end) in calendar.DayEnds(promise.StartedAt))
        {
            if (promise.DueAt is null && promise.Pauses is [.., { To: null } pause] && pause.From < end)
            {
                if (from < pause.From)
                {
                    yield return new PromiseStep.DayWaited(from, pause.From, date);
                }

                yield return new PromiseStep.Paused(Instant.Max(from, pause.From), null);
                yield break;
            }

            yield return promise.Pauses.CoverEnd(end)
                ? new PromiseStep.DayWaited(from, end, date)
                : new PromiseStep.Day(from, end, date, number++);
            from = end;
            if (end == promise.DueAt)
            {
                yield break;
            }
        }
    }

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
