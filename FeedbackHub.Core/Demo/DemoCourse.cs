using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Demo;

/// <summary>Where the telling of a case has come to: the time, and how its promises stand.</summary>
internal sealed class DemoCourse(DemoTimes times, PromiseTargets targets, Instant filedAt, DemoDice dice)
{
    private readonly List<DemoStep> steps = [];
    private Instant start = filedAt;
    private Instant? waitingSince;
    private Duration paused = Duration.Zero;
    private bool acknowledged;
    private bool replied;
    private bool ended;

    /// <summary>When the last step was.</summary>
    public Instant At { get; private set; } = filedAt;

    /// <summary>True while the customer was asked and has not answered.</summary>
    public bool Waiting => waitingSince is not null;

    public IReadOnlyList<DemoStep> Steps => steps;

    /// <summary>What is promised.</summary>
    public PromiseTargets Targets => targets;

    /// <summary>When the next promise is due as things stand.</summary>
    public Instant? DueAt
    {
        get
        {
            if (ended)
            {
                return null;
            }

            Instant?[] due =
            [
                acknowledged ? null : times.Calendar.Add(start, targets.Acknowledge.Time),
                replied || Waiting ? null : times.Calendar.Add(start, targets.Reply.Time + paused),
                Waiting ? null : times.Calendar.Add(start, targets.Resolve.Time + paused),
            ];
            return due.Min();
        }
    }

    /// <summary>Adds a step at the present time of the telling.</summary>
    public void Do(Func<Instant, DemoStep> step) => steps.Add(step(At));

    /// <summary>The time comes at which so much of a promised working time is used up, but not before a few minutes have passed.</summary>
    public void WorkUntil(Duration target, double share)
    {
        var waited = waitingSince is { } since ? times.Calendar.Between(since, At) : Duration.Zero;
        var planned = times.Work(start, (target * share) + paused + waited);
        var soonest = times.Work(At, Duration.FromMinutes(dice.Between(3, 25)));
        At = planned > soonest ? planned : soonest;
    }

    /// <summary>So much working time passes.</summary>
    public void Work(double minutes) => At = times.Work(At, Duration.FromMinutes(minutes));

    /// <summary>The customer takes their time.</summary>
    public void CustomerThinks(double earliestHours, double latestHours) => At = times.CustomerAfter(At, earliestHours, latestHours);

    public void Acknowledge() => acknowledged = true;

    public void Reply() => (acknowledged, replied) = (true, true);

    /// <summary>The customer is asked: the clocks stand still from now on.</summary>
    public void Wait()
    {
        Reply();
        waitingSince ??= At;
    }

    /// <summary>The customer is waited for no longer.</summary>
    public void GoOn()
    {
        if (waitingSince is { } since)
        {
            paused += times.Calendar.Between(since, At);
            waitingSince = null;
        }
    }

    /// <summary>Nothing more is promised.</summary>
    public void End() => ended = true;

    /// <summary>It is open again: everything is promised anew.</summary>
    public void StartAnew()
    {
        (start, paused, waitingSince, replied, ended) = (At, Duration.Zero, null, false, false);
    }
}
