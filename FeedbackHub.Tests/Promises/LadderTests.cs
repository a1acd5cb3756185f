using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>When the steps of the ladder stand. Open Monday to Friday, 09:00 to 17:00 UTC; filed Monday 2 March 2026, 09:00; reply within 8 h.</summary>
public sealed class LadderTests
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly BusinessCalendar Calendar = CalendarSpec.Weekdays("UTC", (540, 1020)).ToCalendar();

    [Fact]
    public void Steps_stand_where_their_place_says()
    {
        var reply = Reply();

        Assert.Equal(At(2, 17), reply.DueAt);
        Assert.Equal(At(2, 15), Step(LadderPlace.PercentUsed) with { Percent = 75 } is var used ? used.On(reply) : null);
        Assert.Equal(At(2, 14), (Step(LadderPlace.BeforeDue) with { Distance = PromiseTarget.WorkingMinutes(180) }).On(reply));
        Assert.Equal(At(2, 17), Step(LadderPlace.Breach).On(reply));
        Assert.Equal(At(3, 17), (Step(LadderPlace.AfterDue) with { Distance = PromiseTarget.WorkingDays(1) }).On(reply));
        Assert.Equal(At(3, 10), (Step(LadderPlace.AfterDue) with { Distance = PromiseTarget.WorkingMinutes(60) }).On(reply));
    }

    [Fact]
    public void A_step_no_later_than_the_promise_began_is_left_out() =>
        Assert.Null((Step(LadderPlace.BeforeDue) with { Distance = PromiseTarget.WorkingMinutes(480) }).On(Reply()));

    [Fact]
    public void Waiting_moves_the_steps_and_while_it_lasts_none_is_owed()
    {
        var asked = Reply(new PromiseFact.Paused(At(2, 10), 2));
        Assert.Null(Ladder.Default.Next(asked));
        Assert.Empty(Ladder.Default.Owed(asked, At(9, 12)));

        // One hour was used, then it stood still until Tuesday 09:00: six hours are used up on Tuesday at 14:00.
        var answered = Reply(new PromiseFact.Paused(At(2, 10), 2), new PromiseFact.Resumed(At(3, 9), 3));
        Assert.Equal(At(3, 14), Ladder.Default.Next(answered)!.Value.At);
    }

    [Fact]
    public void A_step_is_owed_once()
    {
        var reply = Reply();
        Assert.Equal([1, 2], Ladder.Default.Owed(reply, At(2, 16)).Select(owed => owed.Step.Id));

        var warned = Reply(new PromiseFact.Escalated(At(2, 15), 2, PromiseKind.Reply, 1));
        Assert.Equal([2], Ladder.Default.Owed(warned, At(2, 16)).Select(owed => owed.Step.Id));
        Assert.Equal((3, At(2, 17)), Next(warned, taken: 2));
        Assert.Equal(1, Ladder.Default.StageOf(warned));
    }

    [Fact]
    public void After_a_standstill_all_that_are_owed_come_in_their_order_with_the_time_each_had() =>
        Assert.Equal(
            [(1, At(2, 15)), (2, At(2, 15)), (3, At(2, 17)), (4, At(3, 17))],
            Ladder.Default.Owed(Reply(), At(20, 9)).Select(owed => (owed.Step.Id, owed.At)));

    [Fact]
    public void With_more_time_the_ladder_begins_anew()
    {
        var extended = Reply(
            new PromiseFact.Escalated(At(2, 15), 2, PromiseKind.Reply, 1),
            new PromiseFact.Extended(At(2, 16), 3, PromiseKind.Reply, At(4, 16)));

        Assert.Equal(At(4, 16), extended.DueAt);
        Assert.Empty(extended.Steps);

        // Sixteen working hours from the granting on: three quarters of them are used up on Wednesday at noon.
        Assert.Equal((1, At(4, 12)), Next(extended));
    }

    [Fact]
    public void A_promise_that_is_kept_is_watched_no_longer() =>
        Assert.Null(Ladder.Default.Next(Reply(new PromiseFact.Met(At(2, 11), 2, PromiseKind.Reply))));

    [Fact]
    public void A_new_time_after_the_breach_leaves_the_promise_broken()
    {
        var reply = Reply(new PromiseFact.PromisedAnew(At(3, 9), 2, PromiseKind.Reply, At(4, 12)), new PromiseFact.Met(At(4, 10), 3, PromiseKind.Reply));

        Assert.Equal((At(2, 17), At(4, 12), false), (reply.DueAt, reply.NewTime, reply.Kept));
    }

    private static (int, Instant) Next(Promise promise, int taken = 0)
    {
        var ladder = Ladder.Default with { Steps = [.. Ladder.Default.Steps.Where(step => step.Id != taken)] };
        var (step, at) = ladder.Next(promise)!.Value;
        return (step.Id, at);
    }

    private static LadderStep Step(LadderPlace place) => new(9, place, Audience.Handler);

    private static Promise Reply(params PromiseFact[] facts)
    {
        var targets = new PromiseTargets(PromiseTarget.WorkingMinutes(60), PromiseTarget.WorkingMinutes(480), PromiseTarget.WorkingDays(5));
        PromiseFact[] all = [new PromiseFact.Started(Monday, 1, new CaseTraits(CaseKind.Complaint, Severity.General)), .. facts];
        return PromiseClock.Replay(all, Rules.Policy([new PromiseRule(Rules.Name, targets)]), Calendar).Current(PromiseKind.Reply)!;
    }

    private static Instant At(int day, int hour) => Instant.FromUtc(2026, 3, day, hour, 0);
}
