using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>
/// A complaint filed Monday 2 March 2026 at 09:00, office hours 09:00-17:00 UTC on weekdays. General: acknowledge in 1 h,
/// reply in 8 h (Monday 17:00), resolve in 24 h (Wednesday 17:00). Major: half of that.
/// </summary>
public sealed class PromiseClockTests
{
    private static readonly BusinessCalendar Office = CalendarSpec.Weekdays("Etc/UTC", (540, 1020)).ToCalendar();

    private static readonly PromisePolicy Policy = MakePolicy();

    private static readonly CaseTraits General = new(CaseKind.Complaint, Severity.General);

    private static readonly PromiseFact Filed = new PromiseFact.Started(At(2, 9), 1, General);

    [Fact]
    public void A_case_that_has_not_started_has_no_promises() => Assert.Empty(Replay());

    [Fact]
    public void Filing_starts_all_three_promises()
    {
        var promises = Replay(Filed);
        Assert.Equal([PromiseKind.Acknowledge, PromiseKind.Reply, PromiseKind.Resolve], promises.Select(promise => promise.Kind));
        Assert.Equal([At(2, 10), At(2, 17), At(4, 17)], promises.Select(promise => promise.DueAt));
        Assert.All(promises, promise => Assert.Equal((PromiseState.Running, 1, null), (promise.State, promise.Generation, promise.Kept)));
    }

    [Fact]
    public void A_promise_met_at_its_due_time_is_kept_and_a_moment_later_broken()
    {
        Assert.True(Replay(Filed, new PromiseFact.Met(At(2, 10), 2, PromiseKind.Acknowledge)).Current(PromiseKind.Acknowledge)!.Kept);
        var late = Replay(Filed, new PromiseFact.Met(At(2, 10) + Duration.FromNanoseconds(1), 2, PromiseKind.Acknowledge)).Current(PromiseKind.Acknowledge)!;
        Assert.False(late.Kept);
        Assert.True(late.IsBroken(At(9, 9)));
    }

    [Fact]
    public void A_promise_met_after_closing_is_late_although_no_working_time_has_passed() =>
        Assert.False(Replay(Filed, new PromiseFact.Met(At(2, 18), 2, PromiseKind.Reply)).Current(PromiseKind.Reply)!.Kept);

    [Fact]
    public void Only_the_first_reply_counts()
    {
        var reply = Replay(Filed, new PromiseFact.Met(At(2, 11), 2, PromiseKind.Reply), new PromiseFact.Met(At(3, 11), 3, PromiseKind.Reply))
            .Current(PromiseKind.Reply)!;
        Assert.Equal((At(2, 11), true), (reply.MetAt, reply.Kept));
    }

    [Fact]
    public void A_reply_does_not_meet_the_resolution() =>
        Assert.Equal(PromiseState.Running, Replay(Filed, new PromiseFact.Met(At(2, 11), 2, PromiseKind.Reply)).Current(PromiseKind.Resolve)!.State);

    [Fact]
    public void A_running_promise_is_broken_only_after_its_due_time()
    {
        var reply = Replay(Filed).Current(PromiseKind.Reply)!;
        Assert.False(reply.IsBroken(At(2, 17)));
        Assert.True(reply.IsBroken(At(2, 17) + Duration.FromNanoseconds(1)));
    }

    [Fact]
    public void While_the_customer_is_waited_for_reply_and_resolution_stand_still()
    {
        var promises = Replay(Filed, new PromiseFact.Paused(At(2, 11), 2));
        Assert.Equal((PromiseState.Running, At(2, 10)), (promises.Current(PromiseKind.Acknowledge)!.State, promises.Current(PromiseKind.Acknowledge)!.DueAt));
        var reply = promises.Current(PromiseKind.Reply)!;
        Assert.Equal((PromiseState.Paused, null, Duration.FromHours(6)), (reply.State, reply.DueAt, reply.Remaining!.Value));
        Assert.False(reply.IsBroken(At(30, 9)));
    }

    [Fact]
    public void A_pause_moves_the_due_time_by_the_working_time_it_took() =>
        Assert.Equal(At(3, 11), Replay(Filed, new PromiseFact.Paused(At(2, 15), 2), new PromiseFact.Resumed(At(3, 9), 3)).Current(PromiseKind.Reply)!.DueAt);

    [Fact]
    public void A_pause_that_begins_after_the_due_time_does_not_hide_it()
    {
        var reply = Replay(Filed, new PromiseFact.Paused(At(3, 12), 2)).Current(PromiseKind.Reply)!;
        Assert.Equal((PromiseState.Paused, At(2, 17), Duration.FromHours(-3)), (reply.State, reply.DueAt, reply.Remaining!.Value));
        Assert.True(reply.IsBroken(At(3, 13)));
    }

    [Fact]
    public void A_promise_met_while_paused_with_time_left_is_kept() =>
        Assert.True(Replay(Filed, new PromiseFact.Paused(At(2, 11), 2), new PromiseFact.Met(At(20, 9), 3, PromiseKind.Resolve)).Current(PromiseKind.Resolve)!.Kept);

    [Fact]
    public void A_graver_severity_keeps_start_and_pauses_and_takes_the_new_target()
    {
        PromiseFact[] facts = [Filed, new PromiseFact.Paused(At(2, 10), 2), new PromiseFact.Resumed(At(2, 12), 3), new PromiseFact.TraitsChanged(At(2, 16), 4, General with { Severity = Severity.Major })];
        Assert.Equal(At(2, 15), Replay(facts).Current(PromiseKind.Reply)!.DueAt);
    }

    [Fact]
    public void A_promise_met_is_judged_by_what_was_promised_then()
    {
        var reply = Replay(
            Filed,
            new PromiseFact.Met(At(2, 16), 2, PromiseKind.Reply),
            new PromiseFact.TraitsChanged(At(2, 17), 3, General with { Severity = Severity.Major })).Current(PromiseKind.Reply)!;
        Assert.Equal((true, PromiseTarget.WorkingMinutes(480)), (reply.Kept, reply.Target));
    }

    [Fact]
    public void Another_kind_of_case_is_another_target() =>
        Assert.Equal(At(6, 17), Replay(Filed, new PromiseFact.TraitsChanged(At(2, 10), 2, General with { Kind = CaseKind.Suggestion })).Current(PromiseKind.Resolve)!.DueAt);

    [Fact]
    public void Reopening_promises_reply_and_resolution_anew_and_forgets_nothing()
    {
        var promises = Replay(
            Filed,
            new PromiseFact.Met(At(2, 9), 2, PromiseKind.Acknowledge),
            new PromiseFact.Met(At(3, 12), 3, PromiseKind.Reply),
            new PromiseFact.Met(At(3, 12), 4, PromiseKind.Resolve),
            new PromiseFact.Ended(At(4, 12), 5),
            new PromiseFact.Reopened(At(9, 9), 6));
        Assert.Equal(
            [(PromiseKind.Acknowledge, 1, true), (PromiseKind.Reply, 1, false), (PromiseKind.Reply, 2, null), (PromiseKind.Resolve, 1, true), (PromiseKind.Resolve, 2, null)],
            promises.Select(promise => (promise.Kind, promise.Generation, promise.Kept)));
        Assert.Equal((At(9, 9), At(9, 17)), (promises.Current(PromiseKind.Reply)!.StartedAt, promises.Current(PromiseKind.Reply)!.DueAt));
    }

    [Fact]
    public void Reopening_ends_the_pause() =>
        Assert.Equal(PromiseState.Running, Replay(Filed, new PromiseFact.Paused(At(2, 11), 2), new PromiseFact.Reopened(At(3, 9), 3)).Current(PromiseKind.Resolve)!.State);

    [Fact]
    public void The_end_of_a_case_stops_what_is_not_met_and_a_breach_remains_one()
    {
        var promises = Replay(Filed, new PromiseFact.Ended(At(3, 9), 2), new PromiseFact.Met(At(3, 10), 3, PromiseKind.Resolve));
        Assert.All(promises, promise => Assert.Equal((PromiseState.Ended, At(3, 9)), (promise.State, promise.EndedAt)));
        Assert.Equal([false, false, null], promises.Select(promise => promise.Kept));
        Assert.False(promises.Current(PromiseKind.Resolve)!.IsBroken(At(30, 9)));
    }

    [Fact]
    public void A_fact_dated_before_the_start_counts_at_the_start()
    {
        var acknowledge = Replay(Filed, new PromiseFact.Met(At(2, 8), 2, PromiseKind.Acknowledge)).Current(PromiseKind.Acknowledge)!;
        Assert.Equal((At(2, 9), true), (acknowledge.MetAt, acknowledge.Kept));
    }

    [Fact]
    public void Facts_of_two_cases_are_a_bug() =>
        Assert.Throws<ArgumentException>(() => Replay(Filed, Filed with { Sequence = 2 }));

    [Fact]
    public void A_target_the_calendar_can_never_hold_has_no_due_time()
    {
        var rare = (CalendarSpec.Weekdays("Etc/UTC") with
        {
            Weekly = new Dictionary<IsoDayOfWeek, (int, int)[]> { [IsoDayOfWeek.Monday] = [(0, 1)] },
        }).ToCalendar();
        var resolve = PromiseClock.Replay([Filed], Policy, rare).Current(PromiseKind.Resolve)!;
        Assert.Equal((PromiseState.Running, null), (resolve.State, resolve.DueAt));
        Assert.Empty(resolve.Explain());
    }

    [Fact]
    public void The_explanation_lists_what_was_counted_paused_and_closed() =>
        Assert.Equal<PromiseStep>(
            [
                new PromiseStep.Counted(At(2, 9), At(2, 11)),
                new PromiseStep.Paused(At(2, 11), At(2, 13)),
                new PromiseStep.Counted(At(2, 13), At(2, 17)),
                new PromiseStep.Closed(At(2, 17), At(3, 9)),
                new PromiseStep.Counted(At(3, 9), At(3, 11)),
            ],
            Replay(Filed, new PromiseFact.Paused(At(2, 11), 2), new PromiseFact.Resumed(At(2, 13), 3), new PromiseFact.Paused(At(3, 12), 4))
                .Current(PromiseKind.Reply)!.Explain());

    [Fact]
    public void The_explanation_of_a_paused_promise_ends_with_the_pause() =>
        Assert.Equal<PromiseStep>(
            [new PromiseStep.Counted(At(2, 9), At(2, 11)), new PromiseStep.Paused(At(2, 11), null)],
            Replay(Filed, new PromiseFact.Paused(At(2, 11), 2)).Current(PromiseKind.Reply)!.Explain());

    private static CasePromises Replay(params PromiseFact[] facts) => PromiseClock.Replay(facts, Policy, Office);

    private static Instant At(int day, int hour) => Instant.FromUtc(2026, 3, day, hour, 0);

    private static PromisePolicy MakePolicy()
    {
        static PromiseTargets Hours(double factor) => new(
            PromiseTarget.WorkingMinutes((int)(60 * factor)), PromiseTarget.WorkingMinutes((int)(480 * factor)), PromiseTarget.WorkingMinutes((int)(1440 * factor)));

        return Rules.Policy(
            new PromiseRule(Rules.Name, Hours(1)) { Kinds = [CaseKind.Complaint], Severity = Severity.General },
            new PromiseRule(Rules.Name, Hours(0.5)) { Kinds = [CaseKind.Complaint], Severity = Severity.Major },
            new PromiseRule(Rules.Name, Hours(5 / 3d)));
    }
}
