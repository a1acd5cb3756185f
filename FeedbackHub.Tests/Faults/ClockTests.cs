using System.Net;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Tests.Cases;
using FeedbackHub.Tests.Public;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Faults;

/// <summary>Somebody sets the machine's clock, forth and back, while everybody works.</summary>
[Trait("Kind", "Fault")]
public sealed class ClockTests
{
    private readonly SetClock clock = new();

    [Fact]
    public async Task However_the_clock_is_set_everything_goes_on_in_the_order_of_the_journal()
    {
        await using var host = await StartAsync();
        var token = (await host.Hub.TokenAsync()).Secret;
        var handler = await host.Hub.HandlerAsync();
        var promised = new Promised();
        using var enough = new CancellationTokenSource();
        await using LiveScreen first = new(host.BaseAddress, token), second = new(host.BaseAddress, token);
        var working = new Clients(host.BaseAddress, token, promised, () => Task.CompletedTask).WorkAsync(programs: 2, customers: 0, handlers: 2, enough.Token);
        var random = new Random(3);
        for (var set = 0; set < FaultRun.Times(12, 200); set++)
        {
            // Hours and days, and now and then into another year: case numbers begin anew there.
            clock.Offset = random.Next(4) == 0 ? TimeSpan.FromDays(random.Next(-400, 400)) : TimeSpan.FromMinutes(random.Next(-4000, 4000));
            var seen = promised.Receipts.Count + 4;
            await PauseAndResumeAsync(host.Hub, handler, promised);
            await Until.HoldsAsync("filing goes on", () => promised.Receipts.Count >= seen || working.IsCompleted);
        }

        await enough.CancelAsync();
        await working;
        Assert.Equal(0, promised.Refused + promised.Cut);
        await Checker.CheckAsync(host.Hub, promised, first, second);
        var promises = await host.Hub.ReadAsync(db => db.CasePromises.ToListAsync());
        Assert.All(promises, p => Assert.True((p.RemainingSeconds ?? 0) >= 0, $"{p.Kind}: {p.RemainingSeconds} s remain"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-24 * 30)]
    [InlineData(1)]
    public async Task Whoever_is_signed_in_or_has_a_form_open_goes_on(int hours)
    {
        await using var host = await StartAsync();
        using var handler = await host.SignInAsync(await host.Hub.HandlerAsync());
        var visitor = new PublicVisitor(host, "en");
        var form = await visitor.FilledAsync("Typed before");
        var keys = await visitor.FileAsync("Filed before");
        var case1 = await visitor.TrackAsync(keys);

        clock.Offset = TimeSpan.FromHours(hours);

        Assert.Equal(HttpStatusCode.OK, (await handler.GetAsync("/staff/queue")).StatusCode);
        var sent = await visitor.SendAsync(form);
        var receipt = sent.Status == HttpStatusCode.OK ? sent : await visitor.SendAsync(sent.Form("file")); // once more at the most
        PublicVisitor.KeysOf(receipt);
        var added = await visitor.SendAsync(case1.Form("add").Set(FieldNames.Message, "Still me"));
        Assert.Equal(HttpStatusCode.OK, added.Status);
        Assert.Contains("Still me", added.Text, StringComparison.Ordinal);
        PublicVisitor.KeysOf(await visitor.SendAsync(await visitor.FilledAsync("Typed after")));
    }

    [Fact]
    public async Task A_lease_taken_before_the_clock_was_set_back_does_not_keep_the_work_undone_for_ever()
    {
        await using var first = await HubFixture.StartAsync(s => s.AddSingleton<TimeProvider>(clock));
        await using var second = first.Beside();
        var length = Duration.FromMinutes(10);
        Assert.True(await first.Get<Leases>().TakeAsync("work", length));
        Assert.False(await second.Get<Leases>().TakeAsync("work", length));

        clock.Offset = TimeSpan.FromMinutes(-5);
        Assert.False(await second.Get<Leases>().TakeAsync("work", length)); // clocks of nodes may differ by a little

        clock.Offset = TimeSpan.FromDays(-3);
        Assert.True(await second.Get<Leases>().TakeAsync("work", length)); // and its holder died meanwhile
        Assert.False(await first.Get<Leases>().TakeAsync("work", length));
    }

    /// <summary>A case filed, taken, waiting for its customer, and answered by them, each at a time of its own.</summary>
    private async Task PauseAndResumeAsync(HubFixture hub, Actor handler, Promised promised)
    {
        var text = $"Paused and resumed, {Guid.NewGuid():N}";
        var receipt = await hub.FileAsync(f => f with { Description = text });
        promised.Filed[text] = true;
        promised.Receipts.Add((receipt.Number, text));
        var customer = Actor.Customer(receipt.CaseId, "Wang Min");
        var was = clock.Offset;
        foreach (var (hours, work) in new (int, Func<Task>)[]
        {
            (-30, () => hub.ClaimAsync(handler, receipt)),
            (5, () => hub.Use<AskCustomer>().ExecuteAsync(handler, new AskCustomer.Request(receipt.CaseId, $"{text}?", null))),
            (-50, () => hub.Use<AddCustomerMessage>().ExecuteAsync(customer, new AddCustomerMessage.Request(receipt.CaseId, $"{text}!", Guid.NewGuid().ToString("N")))),
            (-70, () => hub.Use<ResolveCase>().ExecuteAsync(handler, new ResolveCase.Request(receipt.CaseId, $"{text}.", "Replace", "One kettle", null) { Outcome = Outcome.Accepted })),
        })
        {
            clock.Offset = was + TimeSpan.FromHours(hours);
            await work();
        }

        foreach (var end in "?!.")
        {
            promised.Sent[text + end] = true;
            promised.Acknowledged.Add(text + end);
        }
    }

    private Task<HubHostFixture> StartAsync() => HubHostFixture.StartAsync(
        builder =>
        {
            FaultRun.Silent(builder);
            builder.Services.AddSingleton<TimeProvider>(clock);
        },
        [.. PublicHost.Generous, "--Api:RequestsPerMinute=1000000", "--Api:Burst=100000"]);

    /// <summary>A clock whose hands somebody moves; how long something takes it measures all the same.</summary>
    private sealed class SetClock : TimeProvider
    {
        private long offset;

        public TimeSpan Offset
        {
            get => TimeSpan.FromTicks(Interlocked.Read(ref offset));
            set => Interlocked.Exchange(ref offset, value.Ticks);
        }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
    }
}
