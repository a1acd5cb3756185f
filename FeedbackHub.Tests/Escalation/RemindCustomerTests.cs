using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Escalation;

/// <summary>A customer who does not answer is reminded, told of the closing, and only then is the case closed.</summary>
public sealed class RemindCustomerTests
{
    [Fact]
    public async Task Reminded_told_and_closed_each_once()
    {
        await using var hub = await HubFixture.StartAsync();
        var one = await AskedAsync(hub);

        Assert.Equal((1, (Instant?)null), await NextAsync(hub, one, JournalKind.Reminded));
        var (count, closes) = await NextAsync(hub, one, JournalKind.Reminded);
        Assert.Equal(2, count);
        Assert.NotNull(closes);
        Assert.Equal(closes, (await hub.CaseAsync(one)).WaitingStepAt);
        Assert.Equal(1, (await NextAsync(hub, one, JournalKind.Lapsed)).Count);

        var closed = await hub.CaseAsync(one);
        Assert.Equal((CaseState.Closed, (Instant?)null), (closed.State, closed.WaitingStepAt));
        Assert.DoesNotContain(closed.Promises, p => p.State is PromiseState.Running or PromiseState.Paused);
    }

    [Fact]
    public async Task Whoever_answers_is_reminded_no_more()
    {
        await using var hub = await HubFixture.StartAsync();
        var one = await AskedAsync(hub);
        await NextAsync(hub, one, JournalKind.Reminded);

        Assert.True((await hub.Use<AddCustomerMessage>().ExecuteAsync(Actor.Customer(one, "Wang Min"), new(one, "The red one.", "k"))).Succeeded);

        Assert.Null((await hub.CaseAsync(one)).WaitingStepAt);
        hub.Time.Advance(TimeSpan.FromDays(60));
        await hub.Get<PromiseWatch>().RoundAsync();
        Assert.Equal(1, (await hub.JournalOfAsync(one)).Count(e => e.Kind == JournalKind.Reminded));
    }

    [Fact]
    public async Task A_new_question_begins_anew()
    {
        await using var hub = await HubFixture.StartAsync();
        var one = await AskedAsync(hub);
        await NextAsync(hub, one, JournalKind.Reminded);
        var handler = await hub.SupervisorAsync();
        Assert.True((await hub.Use<AskCustomer>().ExecuteAsync(handler, new(one, "And the size?", null))).Succeeded);

        Assert.Equal(WaitingLimit.Default.Reminders[0].DueFrom(hub.Database.Now, BusinessCalendar.Default), (await hub.CaseAsync(one)).WaitingStepAt);
    }

    [Fact]
    public async Task After_a_standstill_reminders_come_a_working_day_apart()
    {
        await using var hub = await HubFixture.StartAsync();
        var one = await AskedAsync(hub);
        hub.Time.Advance(TimeSpan.FromDays(60));

        await hub.Get<PromiseWatch>().RoundAsync();
        await hub.Get<PromiseWatch>().RoundAsync();

        Assert.Equal(1, (await hub.JournalOfAsync(one)).Count(e => e.Kind == JournalKind.Reminded));
        Assert.True((await hub.CaseAsync(one)).WaitingStepAt > hub.Database.Now);
    }

    [Fact]
    public void Nobody_is_closed_out_without_having_been_told_or_before_the_time_they_were_told()
    {
        var asked = Instant.FromUtc(2026, 3, 2, 1, 0);
        Reminder Untold(int day) => new(asked + Duration.FromDays(day), null);
        var reminded = asked + Duration.FromDays(9);
        var told = reminded + Duration.FromDays(20);

        Assert.False(WaitingLimit.Default.Next(asked, [Untold(3), Untold(9)], BusinessCalendar.Default)!.Value.Closes);
        Assert.Equal((told, true), WaitingLimit.Default.Next(asked, [Untold(3), new(reminded, told)], BusinessCalendar.Default));
    }

    [Fact]
    public async Task What_needs_a_decision_is_not_closed_for_want_of_an_answer()
    {
        await using var hub = await HubFixture.StartAsync();
        var one = await AskedAsync(hub);
        var supervisor = await hub.SupervisorAsync();
        Assert.True((await hub.Use<EditCase>().ExecuteAsync(supervisor, new(one, nameof(Case.Severity), nameof(Severity.Major), 99))).Succeeded);
        await NextAsync(hub, one, JournalKind.Reminded);
        Assert.Equal((2, (Instant?)null), await NextAsync(hub, one, JournalKind.Reminded));

        Assert.Null((await hub.CaseAsync(one)).WaitingStepAt);
        hub.Time.Advance(TimeSpan.FromDays(60));
        await hub.Get<PromiseWatch>().RoundAsync();
        Assert.Equal(CaseState.WaitingForCustomer, (await hub.CaseAsync(one)).State);
    }

    [Fact]
    public void Without_reminders_nobody_is_closed_out() =>
        Assert.Null(new WaitingLimit([], PromiseTarget.WorkingDays(5)).Next(Instant.FromUtc(2026, 3, 2, 1, 0), [], BusinessCalendar.Default));

    private static async Task<long> AskedAsync(HubFixture hub)
    {
        var handler = await hub.HandlerAsync("Own");
        var one = (await hub.FileAsync()).CaseId;
        Assert.True((await hub.Use<ClaimCase>().ExecuteAsync(handler, new(one))).Succeeded);
        Assert.True((await hub.Use<AskCustomer>().ExecuteAsync(handler, new(one, "Which colour?", null))).Succeeded);
        return one;
    }

    /// <summary>Goes to when something is to be done, looks twice, and answers how often it was done by now and until when it told to wait.</summary>
    private static async Task<(int Count, Instant? Until)> NextAsync(HubFixture hub, long one, JournalKind kind)
    {
        hub.Time.SetUtcNow((await hub.CaseAsync(one)).WaitingStepAt!.Value.ToDateTimeOffset());
        await hub.Get<PromiseWatch>().RoundAsync();
        await hub.Get<PromiseWatch>().RoundAsync();
        var done = (await hub.JournalOfAsync(one)).Where(e => e.Kind == kind).ToList();
        return (done.Count, done.Count == 0 ? null : done[^1].Until);
    }
}
