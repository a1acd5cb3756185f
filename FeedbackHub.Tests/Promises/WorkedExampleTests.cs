using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>The worked examples of docs/promises.md, by their numbers. Monday is 2 March 2026.</summary>
public sealed class WorkedExampleTests
{
    private static readonly BusinessCalendar Office = CalendarSpec.Weekdays("Etc/UTC", (540, 1020)).ToCalendar();

    [Fact]
    public void One() => Assert.Equal(Monday(17), Due(PromiseTarget.WorkingMinutes(480), Monday(9)));

    [Fact]
    public void Two() => Assert.Equal(Tuesday(11), Due(PromiseTarget.WorkingMinutes(480), Monday(9), (Monday(15), Tuesday(9))));

    [Fact]
    public void Three() => Assert.Equal(NextMonday(17), Due(PromiseTarget.WorkingDays(2), Thursday(10)));

    [Fact]
    public void Four() => Assert.Equal(NextTuesday(17), Due(PromiseTarget.WorkingDays(2), Thursday(20)));

    [Fact]
    public void Five()
    {
        Assert.Equal(NextTuesday(17), Due(PromiseTarget.WorkingDays(2), Thursday(10), (Friday(16), NextMonday(9))));
        Assert.Equal(NextMonday(17), Due(PromiseTarget.WorkingDays(2), Thursday(10), (Friday(10), Friday(15))));
    }

    [Fact]
    public void Six()
    {
        Assert.Equal(Instant.FromUtc(2026, 3, 9, 0, 0), Due(PromiseTarget.Days(3), Thursday(10)));
        Assert.Equal(Friday(10), Due(new PromiseTarget(TargetUnit.Minutes, 24 * 60), Thursday(10)));
    }

    private static Instant? Due(PromiseTarget target, Instant filed, params (Instant From, Instant To)[] waiting)
    {
        var policy = Rules.Policy(new PromiseRule(Rules.Name, new PromiseTargets(target, target, target)));
        PromiseFact[] facts =
        [
            new PromiseFact.Started(filed, 1, new CaseTraits(CaseKind.Complaint, Severity.General)),
            .. waiting.SelectMany((pause, i) => PromiseGenerators.APause(pause.From, pause.To, 2 + (2 * i))),
        ];
        return PromiseClock.Replay(facts, policy, Office).Current(PromiseKind.Reply)!.DueAt;
    }

    private static Instant Monday(int hour) => At(2, hour);

    private static Instant Tuesday(int hour) => At(3, hour);

    private static Instant Thursday(int hour) => At(5, hour);

    private static Instant Friday(int hour) => At(6, hour);

    private static Instant NextMonday(int hour) => At(9, hour);

    private static Instant NextTuesday(int hour) => At(10, hour);

    private static Instant At(int day, int hour) => Instant.FromUtc(2026, 3, day, hour, 0);
}
