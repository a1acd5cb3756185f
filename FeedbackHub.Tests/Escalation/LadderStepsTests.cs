using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Escalation;

/// <summary>The ladder on real cases: each step once, whoever looks and however late.</summary>
public sealed class LadderStepsTests
{
    [Fact]
    public async Task Each_step_is_taken_once_by_however_many_nodes()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var other = hub.Beside();
        var (handler, one) = await InWorkAsync(hub);

        await MoveToNextStepAsync(hub, one);
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? hub : other).Get<PromiseWatch>().RoundAsync()));

        Assert.Equal(1, taken.Sum());
        var step = Assert.Single(await EscalatedAsync(hub, one));
        Assert.Equal((PromiseKind.Reply, 1, step.At), (step.Promise, step.Step, step.Until));
        Assert.Equal([handler.StaffId!.Value], await ToldAsync(hub, step.Seq));
        Assert.Equal(0, await other.Get<PromiseWatch>().RoundAsync());
    }

    [Fact]
    public async Task After_a_standstill_every_step_is_recorded_with_both_times_people_are_told_the_last_and_the_customer_gets_an_apology()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, one) = await InWorkAsync(hub);
        var supervisor = await hub.SupervisorAsync();
        hub.Time.Advance(TimeSpan.FromDays(4)); // reply was due on Tuesday, the leadership was to be told on Wednesday

        await hub.Get<PromiseWatch>().RoundAsync();

        var reply = (await EscalatedAsync(hub, one)).Where(e => e.Promise == PromiseKind.Reply).ToList();
        Assert.Equal([1, 2, 3, 4], reply.Select(e => e.Step!.Value));
        Assert.Equal(reply.Select(e => e.Until!.Value).Order(), reply.Select(e => e.Until!.Value));
        Assert.All(reply, e => Assert.True(e.Until < e.At - Duration.FromHours(1)));
        foreach (var earlier in reply.SkipLast(1))
        {
            Assert.Empty(await ToldAsync(hub, earlier.Seq));
        }

        Assert.Equal([supervisor.StaffId!.Value], await ToldAsync(hub, reply[^1].Seq)); // nobody leads here: those next to it

        var apology = Assert.Single(await hub.ReadAsync(db => db.Journal.Where(j => j.CaseId == one && j.Kind == JournalKind.PromisedAnew && j.Promise == PromiseKind.Reply).ToListAsync()));
        Assert.True(apology.Until > apology.At);
        var stored = (await hub.CaseAsync(one)).Promises.Single(p => p.Kind == PromiseKind.Reply);
        Assert.Equal((4, apology.Until, (Instant?)null), (stored.Stage, stored.NewTime, stored.NextStepAt));
        Assert.True(stored.DueAt < apology.At);
        Assert.Equal(0, await hub.Get<PromiseWatch>().RoundAsync());
    }

    [Fact]
    public async Task The_person_complained_about_is_told_nothing()
    {
        await using var hub = await HubFixture.StartAsync();
        var (_, one) = await InWorkAsync(hub);
        var named = await hub.StaffAsync("Named", Roles.Supervisor, hub.FirstDepartment);
        await hub.SaveAsync(change =>
        {
            var stored = change.Db.Cases.Single(c => c.Id == one);
            stored.ConcernsStaffId = named.Id;
            change.Record(JournalKind.Edited, stored);
        });
        hub.Time.Advance(TimeSpan.FromDays(4));

        await hub.Get<PromiseWatch>().RoundAsync();

        Assert.NotEmpty(await EscalatedAsync(hub, one));
        Assert.False(await hub.ReadAsync(db => db.Notices.AnyAsync(n => n.StaffId == named.Id)));
    }

    [Fact]
    public async Task A_case_that_was_answered_has_no_step_left_of_that_promise()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, one) = await InWorkAsync(hub);
        Assert.True((await hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new(one, "We are on it.", null))).Succeeded);

        Assert.Null((await hub.CaseAsync(one)).Promises.Single(p => p.Kind == PromiseKind.Reply).NextStepAt);
    }

    [Fact]
    public async Task A_report_that_is_late_is_told_once()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, one) = await InWorkAsync(hub);
        var supervisor = await hub.SupervisorAsync();
        Assert.True((await hub.Use<PutUnderSupervision>().ExecuteAsync(supervisor, new(one, "What was done?", hub.Database.Now + Duration.FromMinutes(30)))).Succeeded);
        Assert.Equal(0, await hub.Get<PromiseWatch>().RoundAsync());

        hub.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(1, await hub.Get<PromiseWatch>().RoundAsync());
        Assert.Equal(0, await hub.Get<PromiseWatch>().RoundAsync());

        var late = Assert.Single(await EscalatedAsync(hub, one));
        Assert.Null(late.Promise);
        Assert.Equal(new[] { handler.StaffId!.Value, supervisor.StaffId!.Value }.Order(), await ToldAsync(hub, late.Seq));
    }

    [Fact]
    public async Task A_report_given_ends_supervision_and_is_told_to_whoever_asked()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, one) = await InWorkAsync(hub);
        var supervisor = await hub.SupervisorAsync();
        await hub.Use<PutUnderSupervision>().ExecuteAsync(supervisor, new(one, "What was done?", hub.Database.Now + Duration.FromMinutes(30)));
        Assert.IsType<AlreadySupervised>((await hub.Use<PutUnderSupervision>().ExecuteAsync(supervisor, new(one, "And?", hub.Database.Now + Duration.FromMinutes(30)))).Failure);

        Assert.True((await hub.Use<ReportSupervision>().ExecuteAsync(handler, new(one, "The part is ordered."))).Succeeded);

        var told = (await hub.Use<ListNotices>().ExecuteAsync(supervisor, new())).Value.Items;
        Assert.Equal(JournalKind.SupervisionReported, Assert.Single(told).Kind);
        Assert.Equal("The part is ordered.", told[0].Note);
        hub.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await hub.Get<PromiseWatch>().RoundAsync());
        Assert.True((await hub.Use<PutUnderSupervision>().ExecuteAsync(supervisor, new(one, "And now?", hub.Database.Now + Duration.FromMinutes(30)))).Succeeded);
    }

    /// <summary>A complaint that a handler works: acknowledged, so that the reply is what comes next.</summary>
    private static async Task<(Actor Handler, long Case)> InWorkAsync(HubFixture hub)
    {
        var handler = await hub.HandlerAsync("Own");
        var one = (await hub.FileAsync()).CaseId;
        Assert.True((await hub.Use<ClaimCase>().ExecuteAsync(handler, new(one))).Succeeded);
        return (handler, one);
    }

    private static async Task MoveToNextStepAsync(HubFixture hub, long one)
    {
        var next = (await hub.CaseAsync(one)).Promises.Min(p => p.NextStepAt)!.Value;
        hub.Time.SetUtcNow(next.ToDateTimeOffset());
    }

    private static Task<List<JournalEntry>> EscalatedAsync(HubFixture hub, long one) =>
        hub.ReadAsync(db => db.Journal.Where(j => j.CaseId == one && j.Kind == JournalKind.Escalated).OrderBy(j => j.Seq).ToListAsync());

    private static Task<List<long>> ToldAsync(HubFixture hub, long seq) =>
        hub.ReadAsync(db => db.Notices.Where(n => n.Seq == seq).OrderBy(n => n.StaffId).Select(n => n.StaffId).ToListAsync());
}
