using NodaTime;
using static FeedbackHub.Core.Promises.PromiseTarget;

namespace FeedbackHub.Core.Promises;

/// <summary>The steps on which promises are watched before and after their due time (R5.3.2), and what a customer is told when one was broken.</summary>
/// <param name="Steps">In the order in which they are read.</param>
/// <param name="NewTime">By when from the breach on the customer is told to hear instead.</param>
public sealed record Ladder(IReadOnlyList<LadderStep> Steps, PromiseTarget NewTime)
{
    /// <summary>
    /// That of policies which say nothing: three quarters used tell the handler; two working hours before, the supervisors as well;
    /// the breach the head of the department and the customer; a working day later the leadership.
    /// </summary>
    public static Ladder Default { get; } = new(
        [
            new LadderStep(1, LadderPlace.PercentUsed, Audience.Handler) { Percent = 75 },
            new LadderStep(2, LadderPlace.BeforeDue, Audience.Handler | Audience.Supervisors) { Distance = WorkingMinutes(120) },
            new LadderStep(3, LadderPlace.Breach, Audience.Handler | Audience.Supervisors | Audience.DepartmentHead | Audience.Customer),
            new LadderStep(4, LadderPlace.AfterDue, Audience.Leaders) { Distance = WorkingDays(1) },
        ],
        WorkingDays(1));

    /// <summary>The step to be taken next for a promise, and when; null where none is left.</summary>
    public (LadderStep Step, Instant At)? Next(Promise promise)
    {
        var left = Left(promise);
        return left.Count > 0 ? left[0] : null;
    }

    /// <summary>The steps to be taken by now, the earliest first.</summary>
    public IReadOnlyList<(LadderStep Step, Instant At)> Owed(Promise promise, Instant now) => [.. Left(promise).TakeWhile(step => step.At <= now)];

    /// <summary>How far a promise has come on it: the place in <see cref="Steps"/> of the last step taken, from 1; 0 where none was.</summary>
    public int StageOf(Promise promise)
    {
        for (var i = Steps.Count; i > 0; i--)
        {
            if (promise.Steps.Contains(Steps[i - 1].Id))
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>The steps not taken yet, the earliest first.</summary>
    private List<(LadderStep Step, Instant At)> Left(Promise promise) =>
    [
        .. Steps.Where(step => !promise.Steps.Contains(step.Id))
            .Select(step => (Step: step, At: step.On(promise)))
            .Where(left => left.At is not null)
            .Select(left => (left.Step, left.At!.Value))
            .OrderBy(left => left.Value),
    ];
}

/// <summary>How much more time may be granted for one promise (R5.3.2).</summary>
/// <param name="Times">How often; 0 for never.</param>
/// <param name="Longest">How much later than it is due, each time.</param>
public sealed record ExtensionLimit(int Times, PromiseTarget Longest)
{
    /// <summary>The most times that can be allowed.</summary>
    public const int MostTimes = 10;

    /// <summary>That of policies which say nothing: twice, ten working days each.</summary>
    public static ExtensionLimit Default { get; } = new(2, WorkingDays(10));

    /// <summary>The latest time that may be granted for a promise; null where its due time is not known.</summary>
    public Instant? LatestFor(Promise promise) =>
        promise is { State: PromiseState.Running, DueAt: { } due } ? Longest.DueFrom(due, promise.Calendar) : null;
}
