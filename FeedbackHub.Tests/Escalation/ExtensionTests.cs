using FeedbackHub.Core;
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

/// <summary>More time: asked for before the due time, decided by another, told to the customer; after it only an apology.</summary>
public sealed class ExtensionTests
{
    [Fact]
    public async Task Granted_it_moves_the_due_time_and_the_customer_reads_the_words_meant_for_them()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, supervisor, one, due) = await InWorkAsync(hub);
        var until = due + Duration.FromDays(2);
        var asked = await AskAsync(hub, handler, one, until);
        Assert.Equal(JournalKind.ExtensionAsked, Assert.Single((await hub.Use<ListNotices>().ExecuteAsync(supervisor, new())).Value.Items).Kind);

        Assert.True((await hub.Use<DecideExtension>().ExecuteAsync(supervisor, new(asked.Value.ExtensionId, true, "All right."))).Succeeded);

        Assert.Equal((until, until), await DueAsync(hub, one));
        var written = Assert.Single(await hub.ReadAsync(db => db.Messages.Where(m => m.CaseId == one && !m.Internal).ToListAsync()));
        Assert.Equal("We wait for a part.", written.Text);
        Assert.Equal(JournalKind.Extended, Assert.Single((await hub.Use<ListNotices>().ExecuteAsync(handler, new())).Value.Items).Kind);
        Assert.IsType<AlreadyDecided>((await hub.Use<DecideExtension>().ExecuteAsync(supervisor, new(asked.Value.ExtensionId, false, "No."))).Failure);
    }

    [Fact]
    public async Task Refused_it_leaves_the_promise_as_it_was_and_needs_a_reason()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, supervisor, one, due) = await InWorkAsync(hub);
        var asked = (await AskAsync(hub, handler, one, due + Duration.FromDays(2))).Value.ExtensionId;
        Assert.IsType<Invalid>((await hub.Use<DecideExtension>().ExecuteAsync(supervisor, new(asked, false, " "))).Failure);

        Assert.True((await hub.Use<DecideExtension>().ExecuteAsync(supervisor, new(asked, false, "The part is here."))).Succeeded);

        Assert.Equal((due, null), await DueAsync(hub, one));
        Assert.False(await hub.ReadAsync(db => db.Messages.AnyAsync(m => m.CaseId == one)));
        Assert.True((await AskAsync(hub, handler, one, due + Duration.FromDays(2))).Succeeded);
    }

    [Fact]
    public async Task Whoever_asked_does_not_decide()
    {
        await using var hub = await HubFixture.StartAsync();
        var (_, supervisor, one, due) = await InWorkAsync(hub);
        var asked = (await AskAsync(hub, supervisor, one, due + Duration.FromDays(2))).Value.ExtensionId;

        Assert.IsType<NotByTheSame>((await hub.Use<DecideExtension>().ExecuteAsync(supervisor, new(asked, true, ""))).Failure);
        Assert.Equal((due, null), await DueAsync(hub, one));
    }

    [Fact]
    public async Task It_is_asked_for_once_at_a_time_for_a_later_time_within_the_limits()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, supervisor, one, due) = await InWorkAsync(hub);

        Assert.Equal(new Invalid("Until", "NotLater"), (await AskAsync(hub, handler, one, due)).Failure);
        Assert.IsType<ExtensionTooLong>((await AskAsync(hub, handler, one, due + Duration.FromDays(60))).Failure);
        Assert.IsType<ExtensionNotPossible>((await hub.Use<AskExtension>().ExecuteAsync(handler, new(one, PromiseKind.Acknowledge, due, "Why", "Why"))).Failure);
        for (var i = 1; i <= ExtensionLimit.Default.Times; i++)
        {
            var asked = await AskAsync(hub, handler, one, due + Duration.FromDays(i));
            Assert.IsType<ExtensionAlreadyAsked>((await AskAsync(hub, handler, one, due + Duration.FromDays(i + 1))).Failure);
            Assert.True((await hub.Use<DecideExtension>().ExecuteAsync(supervisor, new(asked.Value.ExtensionId, true, ""))).Succeeded);
        }

        Assert.IsType<ExtensionsUsedUp>((await AskAsync(hub, handler, one, due + Duration.FromDays(5))).Failure);
    }

    [Fact]
    public async Task Once_broken_there_is_no_more_time_only_an_apology_with_a_new_one()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, supervisor, one, due) = await InWorkAsync(hub);
        var asked = (await AskAsync(hub, handler, one, due + Duration.FromDays(2))).Value.ExtensionId;
        Assert.IsType<PromiseNotBroken>((await hub.Use<PromiseAnew>().ExecuteAsync(handler, new(one, PromiseKind.Resolve, due + Duration.FromDays(1), "Sorry."))).Failure);
        hub.Time.SetUtcNow((due + Duration.FromSeconds(1)).ToDateTimeOffset());

        Assert.IsType<PromiseBroken>((await hub.Use<DecideExtension>().ExecuteAsync(supervisor, new(asked, true, ""))).Failure);
        Assert.IsType<PromiseBroken>((await AskAsync(hub, handler, one, due + Duration.FromDays(2))).Failure);
        Assert.True((await hub.Use<PromiseAnew>().ExecuteAsync(handler, new(one, PromiseKind.Resolve, due + Duration.FromDays(1), "We are sorry."))).Succeeded);

        var stored = (await hub.CaseAsync(one)).Promises.Single(p => p.Kind == PromiseKind.Resolve);
        Assert.Equal((due, due + Duration.FromDays(1)), (stored.DueAt, stored.NewTime));
        Assert.True((await hub.Use<ResolveCase>().ExecuteAsync(handler, new(one, "Here it is.", "Repaired", "", null) { Outcome = Outcome.Accepted })).Succeeded);
        Assert.False((await hub.CaseAsync(one)).Promises.Single(p => p.Kind == PromiseKind.Resolve).Kept);
    }

    [Fact]
    public async Task A_handler_of_another_department_finds_nothing_to_ask_for_or_decide()
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, _, one, due) = await InWorkAsync(hub);
        var asked = (await AskAsync(hub, handler, one, due + Duration.FromDays(2))).Value.ExtensionId;
        var stranger = await hub.HandlerAsync("Other", await hub.DepartmentAsync("Elsewhere"));

        Assert.IsType<NotFound>((await AskAsync(hub, stranger, one, due + Duration.FromDays(2))).Failure);
        Assert.IsType<NotAllowed>((await hub.Use<DecideExtension>().ExecuteAsync(handler, new(asked, true, ""))).Failure);
        Assert.Empty((await hub.Use<ListNotices>().ExecuteAsync(stranger, new())).Value.Items);
    }

    private static async Task<(Actor Handler, Actor Supervisor, long Case, Instant Due)> InWorkAsync(HubFixture hub)
    {
        var handler = await hub.HandlerAsync("Own");
        var supervisor = await hub.SupervisorAsync();
        var one = (await hub.FileAsync()).CaseId;
        Assert.True((await hub.Use<ClaimCase>().ExecuteAsync(handler, new(one))).Succeeded);
        return (handler, supervisor, one, (await DueAsync(hub, one)).Due!.Value);
    }

    private static Task<Result<AskExtension.Asked>> AskAsync(HubFixture hub, Actor handler, long one, Instant until) =>
        hub.Use<AskExtension>().ExecuteAsync(handler, new(one, PromiseKind.Resolve, until, "The part is late.", "We wait for a part."));

    private static async Task<(Instant? Due, Instant? Agreed)> DueAsync(HubFixture hub, long one)
    {
        var resolve = (await hub.CaseAsync(one)).Promises.Single(p => p.Kind == PromiseKind.Resolve);
        return (resolve.DueAt, resolve.AgreedUntil);
    }
}
