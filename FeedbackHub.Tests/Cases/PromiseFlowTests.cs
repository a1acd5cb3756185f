using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Cases;

/// <summary>What the use cases make of the promises: each step of a case as people take it.</summary>
public class PromiseFlowTests
{
    [Fact]
    public async Task Taking_a_case_acknowledges_it_answering_replies_and_resolving_resolves()
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        var id = (await hub.FileAsync()).CaseId;
        Assert.Equal(["Acknowledge Running", "Reply Running", "Resolve Running"], await StatesAsync(hub, id));
        Assert.Equal(PromiseKind.Acknowledge, (await hub.CaseAsync(id)).DuePromise);

        hub.Time.Advance(TimeSpan.FromMinutes(30));
        await hub.Use<ClaimCase>().ExecuteAsync(handler, new(id));
        Assert.Equal(["Acknowledge Met kept", "Reply Running", "Resolve Running"], await StatesAsync(hub, id));
        Assert.Equal((hub.Database.Now, PromiseKind.Reply), ((await hub.CaseAsync(id)).AcknowledgedAt, (await hub.CaseAsync(id)).DuePromise));

        await hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new(id, "We look into it.", null));
        Assert.Equal(["Acknowledge Met kept", "Reply Met kept", "Resolve Running", "Progress Running"], await StatesAsync(hub, id));
        Assert.Equal(PromiseKind.Progress, (await hub.CaseAsync(id)).DuePromise); // five working days come before seven

        hub.Time.Advance(TimeSpan.FromDays(1));
        await hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new(id, "The workshop has it.", null));
        Assert.Equal(
            ["Acknowledge Met kept", "Reply Met kept", "Resolve Running", "Progress Met kept", "Progress Running"], await StatesAsync(hub, id));

        hub.Time.Advance(TimeSpan.FromDays(60));
        await hub.Use<ResolveCase>().ExecuteAsync(handler, new(id, "Done.", "Replace", "", null) { Outcome = Outcome.Accepted });
        Assert.Equal(
            ["Acknowledge Met kept", "Reply Met kept", "Resolve Met broken", "Progress Met kept", "Progress Met broken"], await StatesAsync(hub, id));
        var one = await hub.CaseAsync(id);
        Assert.Equal((null, null, hub.Database.Now, false), (one.DueAt, one.DuePromise, one.DecidedAt, one.OnDesk));
    }

    [Fact]
    public async Task Waiting_for_the_customer_pauses_and_their_answer_goes_on_with_what_was_left()
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<AskCustomer>().ExecuteAsync(handler, new(id, "Which model?", null));
        Assert.Equal(["Acknowledge Met kept", "Reply Met kept", "Resolve Paused", "Progress Paused"], await StatesAsync(hub, id));
        var paused = await hub.CaseAsync(id);
        Assert.Equal((null, CaseState.WaitingForCustomer, true), (paused.DueAt, paused.State, paused.OnDesk));
        var left = paused.Promises.Single(p => p.Kind == PromiseKind.Resolve).RemainingSeconds;
        Assert.Equal(6, paused.Promises.Single(p => p.Kind == PromiseKind.Progress).RemainingDays); // five, and the day of the question

        hub.Time.Advance(TimeSpan.FromDays(7));
        await hub.Use<AddCustomerMessage>().ExecuteAsync(Actor.Customer(id, "Wang Min"), new(id, "The red one", "k"));

        var resumed = await hub.CaseAsync(id);
        Assert.Equal(["Acknowledge Met kept", "Reply Met kept", "Resolve Running", "Progress Running"], await StatesAsync(hub, id));
        Assert.Equal((CaseState.InProgress, Attention.CustomerWrote), (resumed.State, resumed.Attention));
        var before = (await hub.FileAsync()).Promises.Single(p => p.Kind == PromiseKind.Resolve).DueAt;
        Assert.Equal(3150 * 60, left);
        Assert.Equal(before, resumed.Promises.Single(p => p.Kind == PromiseKind.Resolve).DueAt);
    }

    [Fact]
    public async Task A_graver_case_is_due_sooner_from_the_same_start_with_its_pauses_kept()
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<AskCustomer>().ExecuteAsync(handler, new(id, "Which model?", null));
        hub.Time.Advance(TimeSpan.FromDays(7));
        await hub.Use<AddCustomerMessage>().ExecuteAsync(Actor.Customer(id, "Wang Min"), new(id, "The red one", "k"));
        var general = await ResolveDueAsync(hub, id);

        await hub.Use<EditCase>().ExecuteAsync(handler, new(id, nameof(Case.Severity), nameof(Severity.Major), 1));

        // 1,350 working minutes are three days of 450; the week of waiting moved the start of counting to 9 March, 09:00.
        var major = await ResolveDueAsync(hub, id);
        Assert.True(major < general);
        Assert.Equal(Instant.FromUtc(2026, 3, 12, 1, 0), major);
    }

    [Fact]
    public async Task Reopening_promises_reply_and_resolution_anew_and_puts_the_case_on_top()
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        var first = (await hub.FileAsync()).CaseId;
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<ResolveCase>().ExecuteAsync(handler, new(id, "Done.", "Replace", "", null) { Outcome = Outcome.Accepted });
        Assert.Equal([first], await QueueAsync(hub, handler));

        hub.Time.Advance(TimeSpan.FromDays(1));
        await hub.Use<AnswerSolved>().ExecuteAsync(Actor.Customer(id, "Wang Min"), new(id, false, "It still leaks."));

        Assert.Equal(["Acknowledge Met kept", "Reply Met kept", "Reply Running", "Resolve Met kept", "Resolve Running"], await StatesAsync(hub, id));
        Assert.Equal([id, first], await QueueAsync(hub, handler));
        var one = await hub.CaseAsync(id);
        Assert.Equal((CaseState.Reopened, handler.Id, Attention.Reopened, false), (one.State, one.HandlerId, one.Attention, one.CustomerAccepted));
        Assert.Equal([2, 2], one.Promises.Where(p => p.State == PromiseState.Running).Select(p => p.Generation));
    }

    private static async Task<Instant?> ResolveDueAsync(HubFixture hub, long id) =>
        (await hub.CaseAsync(id)).Promises.Single(p => p.Kind == PromiseKind.Resolve).DueAt;

    private static async Task<List<long>> QueueAsync(HubFixture hub, Actor actor) =>
        [.. (await hub.Use<ListQueue>().ExecuteAsync(actor, new(new QueueFilter { View = QueueView.All }))).Value.Rows.Select(r => r.Id)];

    private static async Task<List<string>> StatesAsync(HubFixture hub, long id) =>
        [.. (await hub.CaseAsync(id)).Promises.OrderBy(p => p.Kind).ThenBy(p => p.Generation)
            .Select(p => $"{p.Kind} {p.State}{p.Kept switch { true => " kept", false => " broken", null => "" }}")];
}
