using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Cases;

/// <summary>What a final response comes to, and the review of it by somebody who had no part in it.</summary>
public sealed class ReviewTests
{
    private static readonly Invalid Unstated = new("Outcome", "OutcomeMissing");

    [Fact]
    public async Task People_state_what_a_complaint_comes_to_and_other_programs_may_leave_it_unsaid()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, program) = (await hub.HandlerAsync(), Actor.Program(3, "Work", ApiScopes.Read | ApiScopes.Work, []));
        var (complaint, other, praise) = (await hub.FileAsync(), await hub.FileAsync(), await hub.FileAsync(f => f with { Kind = CaseKind.Compliment }));

        Assert.Equal(Unstated, await ResolveAsync(hub, handler, complaint, null));
        Assert.Equal(new Invalid("Outcome", "Choose"), await ResolveAsync(hub, handler, complaint, (Outcome)9));
        Assert.Null(await ResolveAsync(hub, handler, complaint, Outcome.PartlyAccepted));
        await hub.ClaimAsync(handler, other);
        Assert.Null(await ResolveAsync(hub, program, other, null));
        Assert.Null(await ResolveAsync(hub, handler, praise, null));

        Assert.Equal([Outcome.PartlyAccepted, null, null], [(await hub.CaseAsync(complaint.CaseId)).Outcome, (await hub.CaseAsync(other.CaseId)).Outcome, (await hub.CaseAsync(praise.CaseId)).Outcome]);
        Assert.Equal(Outcome.PartlyAccepted, (await hub.ViewAsync(handler, complaint)).Outcome);
    }

    [Fact]
    public async Task Asked_for_it_takes_the_handler_off_promises_a_result_and_tells_the_supervisors()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, supervisor, at) = await ResolvedAsync(hub);
        var before = (await hub.CaseAsync(at.CaseId)).Promises.Select(p => (p.Kind, p.Generation, p.State)).ToList();
        hub.Time.Advance(TimeSpan.FromDays(1));

        Assert.Null(await AskAsync(hub, at));

        var one = await hub.CaseAsync(at.CaseId);
        Assert.Equal((CaseState.Reopened, ReviewStage.Asked, null, Attention.Review), (one.State, one.Review, one.HandlerId, one.Attention));
        var promised = Assert.Single(one.Promises, p => !before.Contains((p.Kind, p.Generation, p.State)));
        Assert.Equal((PromiseKind.Review, PromiseState.Running, 1), (promised.Kind, promised.State, promised.Generation));
        Assert.Equal(Instant.FromUtc(2026, 3, 24, 9, 30), promised.DueAt); // asked on Tuesday 3 March: the fifteenth working day after it closes
        Assert.Equal(PromiseKind.Review, one.DuePromise);
        Assert.Equal(JournalKind.ReviewAsked, Assert.Single((await hub.Use<ListNotices>().ExecuteAsync(supervisor, new())).Value.Items).Kind);
        Assert.Equal("You have not looked at the bill.", await LastMessageAsync(hub, at));
        Assert.Null((await hub.Use<ReadTrackedCase>().ExecuteAsync(Customer(at), new(at.CaseId))).Value.ReviewUntil);
        Assert.True((await hub.ViewAsync(handler, at)).TookPart);
    }

    [Fact]
    public async Task It_can_be_asked_for_once_with_a_reason_until_the_last_day_ends()
    {
        await using var hub = await HubFixture.StartAsync();
        var (_, _, early) = await ResolvedAsync(hub);
        var late = await hub.FileAsync();
        Assert.Null(await ResolveAsync(hub, await hub.HandlerAsync("Second"), late, Outcome.Rejected));
        var until = (await hub.Use<ReadTrackedCase>().ExecuteAsync(Customer(early), new(early.CaseId))).Value.ReviewUntil!.Value;
        Assert.Equal(Instant.FromUtc(2026, 4, 1, 16, 0), until); // decided on 2 March: midnight in Shanghai after 1 April
        Assert.Equal(new Invalid("Reason", "TextMissing"), (await hub.Use<AskReview>().ExecuteAsync(Customer(early), new(early.CaseId, " "))).Failure);

        hub.Time.SetUtcNow((until - Duration.FromSeconds(1)).ToDateTimeOffset());
        Assert.Null(await AskAsync(hub, early));
        Assert.Equal(new IllegalMove(CaseState.Reopened, CaseAction.AskReview), await AskAsync(hub, early));
        hub.Time.SetUtcNow(until.ToDateTimeOffset());
        Assert.IsType<ReviewNotPossible>(await AskAsync(hub, late));
        Assert.Null((await hub.Use<ReadTrackedCase>().ExecuteAsync(Customer(late), new(late.CaseId))).Value.ReviewUntil);

        Assert.Null(await ResolveAsync(hub, await hub.HandlerAsync("Fresh"), early, Outcome.Rejected));
        Assert.IsType<ReviewNotPossible>(await AskAsync(hub, early));
    }

    [Fact]
    public async Task Whoever_had_a_part_in_it_can_neither_take_answer_nor_decide_it_nor_be_given_it()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, supervisor, at) = await ResolvedAsync(hub, closedBySupervisor: true);
        var fresh = await hub.HandlerAsync("Fresh");
        Assert.Null(await AskAsync(hub, at));
        var number = (await hub.FileAsync()).Number;

        foreach (var involved in new[] { handler, supervisor })
        {
            Failure?[] tried =
            [
                (await hub.Use<ClaimCase>().ExecuteAsync(involved, new(at.CaseId))).Failure,
                (await hub.Use<ReplyToCustomer>().ExecuteAsync(involved, new(at.CaseId, "No.", null))).Failure,
                (await hub.Use<AskCustomer>().ExecuteAsync(involved, new(at.CaseId, "What?", null))).Failure,
                await ResolveAsync(hub, involved, at, Outcome.Rejected),
                (await hub.Use<MarkAsDuplicate>().ExecuteAsync(involved, new(at.CaseId, number))).Failure,
                (await hub.Use<WithdrawCase>().ExecuteAsync(involved, new(at.CaseId, "They said so."))).Failure,
                (await hub.Use<AssignCase>().ExecuteAsync(supervisor, new(at.CaseId, null, involved.StaffId))).Failure,
                (await hub.Use<EditCase>().ExecuteAsync(involved, new(at.CaseId, nameof(Case.Decision), "Never said.", int.MaxValue))).Failure,
            ];
            Assert.All(tried, failure => Assert.IsType<TookPartInIt>(failure));
            Assert.Equal([CaseAction.Assign], (await hub.ViewAsync(involved, at)).Actions);
        }

        var people = (await hub.Use<ListHandlers>().ExecuteAsync(supervisor, new(at.CaseId))).Value.Select(h => h.Id).ToList();
        Assert.Contains(fresh.StaffId!.Value, people);
        Assert.DoesNotContain(handler.StaffId!.Value, people);
        Assert.NotEqual(at.CaseId, (await hub.Use<ClaimNextCase>().ExecuteAsync(handler, new())).Value.CaseId); // though it is on top
        Assert.Equal(at.CaseId, (await hub.Use<ClaimNextCase>().ExecuteAsync(fresh, new())).Value.CaseId);
        Assert.Equal(new IllegalMove(CaseState.InProgress, CaseAction.Refuse), (await hub.Use<RefuseCase>().ExecuteAsync(fresh, new(at.CaseId, "No."))).Failure);
    }

    [Theory]
    [InlineData(Outcome.Rejected, ReviewStage.Upheld)]
    [InlineData(Outcome.Accepted, ReviewStage.Changed)]
    public async Task The_reviewer_decides_keeps_the_promise_and_names_the_outside_body(Outcome outcome, ReviewStage stage)
    {
        await using var hub = await HubFixture.StartAsync();
        (hub.Get<ReviewOptions>().Outside.Name.En, hub.Get<ReviewOptions>().Outside.Url) = ("The Ombudsman", "https://ombudsman.example.org");
        var (_, _, at) = await ResolvedAsync(hub);
        var fresh = await hub.HandlerAsync("Fresh");
        Assert.Null(await AskAsync(hub, at));
        await hub.ClaimAsync(fresh, at);
        await hub.ReplyAsync(fresh, at);
        Assert.Equal(Unstated, await ResolveAsync(hub, Actor.Program(3, "Work", ApiScopes.Read | ApiScopes.Work, []), at, null));

        Assert.Null(await ResolveAsync(hub, fresh, at, outcome));

        var one = await hub.CaseAsync(at.CaseId);
        Assert.Equal((CaseState.Resolved, stage, outcome, fresh.StaffId), (one.State, one.Review, one.Outcome, one.HandlerId));
        Assert.True(one.Promises.Single(p => p.Kind == PromiseKind.Review).Kept);
        Assert.DoesNotContain(one.Promises, p => p.State == PromiseState.Running);
        var entry = (await hub.JournalOfAsync(at.CaseId))[^1];
        Assert.Equal(JournalKind.ReviewDecided, entry.Kind);
        Assert.Contains($"\"{stage}\"", entry.Changes, StringComparison.Ordinal);
        Assert.EndsWith("The Ombudsman\nhttps://ombudsman.example.org", await LastMessageAsync(hub, at), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_can_be_reviewed_too_and_where_the_policy_says_nothing_there_is_a_promise_all_the_same()
    {
        await using var hub = await HubFixture.StartAsync();
        var at = await hub.FileAsync(f => f with { Kind = CaseKind.Enquiry });
        Assert.Null((await hub.Use<RefuseCase>().ExecuteAsync(await hub.HandlerAsync(), new(at.CaseId, "Not ours."))).Failure);

        Assert.Null(await AskAsync(hub, at));

        var one = await hub.CaseAsync(at.CaseId);
        Assert.Equal((CaseState.Reopened, null), (one.State, one.EndedAt));
        Assert.Equal(PromiseTarget.WorkingDays(15), PromisePolicy.Default.For(CaseKind.Enquiry, Severity.General).For(PromiseKind.Review));
        Assert.Equal(PromiseState.Running, one.Promises.Single(p => p.Kind == PromiseKind.Review).State);
        Assert.Null((await hub.Use<WithdrawCase>().ExecuteAsync(Customer(at), new(at.CaseId))).Failure);
        Assert.Equal(ReviewStage.None, (await hub.CaseAsync(at.CaseId)).Review);
    }

    [Fact]
    public async Task The_person_complained_about_neither_sees_nor_takes_nor_is_given_nor_hears_of_the_review()
    {
        await using var hub = await HubFixture.StartAsync();
        var (_, supervisor, at) = await ResolvedAsync(hub);
        var leader = await hub.LeaderAsync();
        var named = await hub.StaffAsync("Named", Roles.Handler | Roles.Supervisor, hub.FirstDepartment);
        await hub.ConcernsAsync(at.CaseId, named.StaffId!.Value);
        Assert.Null(await AskAsync(hub, at));

        Assert.IsType<NotFound>((await hub.Use<ReadCase>().ExecuteAsync(named, new(at.CaseId))).Failure);
        Assert.IsType<NotFound>((await hub.Use<ClaimCase>().ExecuteAsync(named, new(at.CaseId))).Failure);
        Assert.IsType<NotFound>(await ResolveAsync(hub, named, at, Outcome.Rejected));
        Assert.IsType<NothingToTake>((await hub.Use<ClaimNextCase>().ExecuteAsync(named, new())).Failure);
        Assert.Equal(new Invalid("StaffId", "ConcernedPerson"), (await hub.Use<AssignCase>().ExecuteAsync(supervisor, new(at.CaseId, null, named.StaffId))).Failure);
        Assert.DoesNotContain((await hub.Use<ListHandlers>().ExecuteAsync(supervisor, new(at.CaseId))).Value, h => h.Id == named.StaffId);
        Assert.Empty((await hub.Use<ListNotices>().ExecuteAsync(named, new())).Value.Items);
        Assert.Single((await hub.Use<ListNotices>().ExecuteAsync(leader, new())).Value.Items); // a superior's case goes past their equals
    }

    [Fact]
    public async Task Sent_back_it_does_not_come_to_somebody_who_had_a_part_in_it()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, _, at) = await ResolvedAsync(hub);
        var elsewhere = await hub.DepartmentAsync("Elsewhere");
        var other = await hub.HandlerAsync("Other", elsewhere);
        Assert.Null(await AskAsync(hub, at));
        Assert.Null((await hub.Use<AssignCase>().ExecuteAsync(handler, new(at.CaseId, elsewhere, null, "You look at it."))).Failure);

        Assert.Null((await hub.Use<ReturnCase>().ExecuteAsync(other, new(at.CaseId, "Not ours.", "List of duties, 3.2"))).Failure);

        var one = await hub.CaseAsync(at.CaseId);
        Assert.Equal((hub.FirstDepartment, null), (one.DepartmentId, one.HandlerId));
    }

    private static async Task<(Actor Handler, Actor Supervisor, Receipt At)> ResolvedAsync(HubFixture hub, bool closedBySupervisor = false)
    {
        var (handler, supervisor, at) = (await hub.HandlerAsync(), await hub.SupervisorAsync(), await hub.FileAsync());
        await hub.ClaimAsync(handler, at);
        Assert.Null(await ResolveAsync(hub, handler, at, Outcome.Rejected));
        if (closedBySupervisor)
        {
            await hub.CloseAsync(supervisor, at);
        }

        return (handler, supervisor, at);
    }

    private static Actor Customer(Receipt at) => Actor.Customer(at.CaseId, "Wang Min");

    private static async Task<Failure?> AskAsync(HubFixture hub, Receipt at) =>
        (await hub.Use<AskReview>().ExecuteAsync(Customer(at), new(at.CaseId, "You have not looked at the bill."))).Failure;

    private static async Task<Failure?> ResolveAsync(HubFixture hub, Actor who, Receipt at, Outcome? outcome) =>
        (await hub.Use<ResolveCase>().ExecuteAsync(who, new(at.CaseId, "This is our answer.", "Looked into.", "", null) { Outcome = outcome })).Failure;

    private static Task<string> LastMessageAsync(HubFixture hub, Receipt at) =>
        hub.ReadAsync(db => db.Messages.Where(m => m.CaseId == at.CaseId && !m.Internal).OrderByDescending(m => m.Id).Select(m => m.Text).FirstAsync());
}
