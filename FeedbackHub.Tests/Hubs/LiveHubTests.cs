using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using FeedbackHub.App.Hubs;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Api;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace FeedbackHub.Tests.Hubs;

public class LiveHubTests(ITestOutputHelper output)
{
    private const string QuickHeads = "--LiveHub:HeadEvery=00:00:00.1";

    [Fact]
    public async Task A_client_whose_connection_is_cut_again_and_again_hears_each_of_200_changes_once_and_in_order()
    {
        var cuts = new ConnectionCuts();
        await using var host = await HubHostFixture.StartAsync(builder => builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(cuts), QuickHeads);
        var from = await host.Hub.HeadAsync();
        var heard = new List<CaseChanged>();
        var caughtUp = new TaskCompletionSource();
        var last = long.MaxValue;
        using var ending = new CancellationTokenSource();
        var wallboard = new Wallboard(host.BaseAddress, (await host.Hub.TokenAsync()).Secret, from, update =>
        {
            heard.Add(update);
            if (update.Seq >= Volatile.Read(ref last))
            {
                caughtUp.TrySetResult();
            }
        });
        var running = wallboard.RunAsync(TimeSpan.FromMilliseconds(20), ending.Token);
        var handler = await host.Hub.HandlerAsync();

        for (var i = 0; i < 100; i++)
        {
            var filed = await host.Hub.FileAsync();
            await host.Hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(filed.CaseId));
            if (i % 15 == 7)
            {
                cuts.Cut();
            }
        }

        Volatile.Write(ref last, await host.Hub.HeadAsync());
        await host.Hub.FileAsync(); // so that something comes at or after it
        await caughtUp.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var journal = (await host.Hub.JournalAsync(from)).Where(j => j.CaseId is not null).Select(j => j.Seq).ToList();
        Assert.True(cuts.Made >= 3, $"only {cuts.Made} cuts");
        Assert.Equal(journal.Take(200), heard.Select(u => u.Seq).Take(200));
        Assert.Equal(["filed", "claimed"], heard.Select(u => u.Kind).Take(2));
    }

    [Fact]
    public async Task Each_connection_hears_of_its_own_cases_and_of_no_others_and_never_as_the_person_complained_about()
    {
        await using var host = await HubHostFixture.StartAsync(null, QuickHeads);
        var repairs = await host.Hub.DepartmentAsync("Repairs");
        var (care, repairer, concerned, supervisor) = (await host.Hub.HandlerAsync("Care"), await host.Hub.HandlerAsync("Rita", repairs), await host.Hub.HandlerAsync("Otto"), await host.Hub.SupervisorAsync());
        var against = (await host.Hub.FileAsync()).CaseId;
        await host.Hub.ConcernsAsync(against, concerned.Id!.Value);
        var from = 0L;
        await using var careHears = await LiveListener.ConnectAsync(host, cookies: await host.CookiesOfAsync(care), after: from);
        await using var repairsHear = await LiveListener.ConnectAsync(host, cookies: await host.CookiesOfAsync(repairer), after: from);
        await using var concernedHears = await LiveListener.ConnectAsync(host, cookies: await host.CookiesOfAsync(concerned), after: from);
        await using var supervisorHears = await LiveListener.ConnectAsync(host, cookies: await host.CookiesOfAsync(supervisor), after: from);
        await using var tokenHears = await LiveListener.ConnectAsync(host, (await host.Hub.TokenAsync(ApiScopes.Read, repairs)).Secret, after: from);

        var mine = (await host.Hub.FileAsync()).CaseId;
        var theirs = (await host.Hub.FileForAsync(repairs)).CaseId;
        await host.Hub.Use<ClaimCase>().ExecuteAsync(care, new ClaimCase.Request(against));
        var head = await host.Hub.HeadAsync();
        foreach (var listener in new[] { careHears, repairsHear, concernedHears, supervisorHears, tokenHears })
        {
            await listener.UntilAsync(head);
        }

        Assert.Equal([against, mine], Cases(careHears));
        Assert.Equal([theirs], Cases(repairsHear));
        Assert.Equal([mine], Cases(concernedHears));
        Assert.Equal([against, mine, theirs], Cases(supervisorHears));
        Assert.Equal([theirs], Cases(tokenHears));

        // A case handed over is told to those it leaves, too.
        await host.Hub.Use<AssignCase>().ExecuteAsync(supervisor, new AssignCase.Request(theirs, host.Hub.FirstDepartment, null, "Yours"));
        head = await host.Hub.HeadAsync();
        await repairsHear.UntilAsync(head);
        Assert.Equal(["filed", "assigned"], repairsHear.Updates.Select(u => u.Kind));

        static IEnumerable<long> Cases(LiveListener listener) => listener.Updates.Select(u => u.CaseId).Distinct().Order();
    }

    [Fact]
    public async Task A_revoked_token_and_a_disabled_person_are_cut_off_within_five_seconds_and_not_let_in_again()
    {
        await using var host = await HubHostFixture.StartAsync();
        var (id, secret) = await host.Hub.TokenAsync();
        var handler = await host.Hub.HandlerAsync();
        var cookies = await host.CookiesOfAsync(handler);
        await using var program = await LiveListener.ConnectAsync(host, secret);
        await using var person = await LiveListener.ConnectAsync(host, cookies: cookies);
        await using var other = await LiveListener.ConnectAsync(host, (await host.Hub.TokenAsync()).Secret);
        var clock = Stopwatch.StartNew();

        await host.Hub.RevokeTokenAsync(id);
        await program.Closed.WaitAsync(TimeSpan.FromSeconds(5));
        output.WriteLine($"token cut after {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        await host.Hub.DisableAsync(handler);
        await person.Closed.WaitAsync(TimeSpan.FromSeconds(5));
        output.WriteLine($"person cut after {clock.ElapsedMilliseconds} ms");

        Assert.False(other.Closed.IsCompleted);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => LiveListener.ConnectAsync(host, secret));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => LiveListener.ConnectAsync(host, cookies: cookies));
        Assert.True(await BecomesAsync(() => host.Services.GetRequiredService<LivePumps>().Count == 1), "pumps are left over");
    }

    [Fact]
    public async Task Who_may_not_listen_is_told_so()
    {
        await using var host = await HubHostFixture.StartAsync();
        var administrator = await host.CookiesOfAsync(await host.Hub.AdministratorAsync());
        await Assert.ThrowsAsync<HubException>(async () => await LiveListener.ConnectAsync(host, cookies: administrator));
        var filing = (await host.Hub.TokenAsync(ApiScopes.File)).Secret;
        await Assert.ThrowsAsync<HubException>(async () => await LiveListener.ConnectAsync(host, filing));
        var stranger = await Assert.ThrowsAsync<HttpRequestException>(() => LiveListener.ConnectAsync(host));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);

        await using var twice = await LiveListener.ConnectAsync(host, (await host.Hub.TokenAsync()).Secret);
        await Assert.ThrowsAsync<HubException>(() => twice.InvokeAsync("Subscribe", null));
    }

    [Fact]
    public async Task Browsers_may_bring_the_token_in_the_address_of_the_hub_alone_and_it_is_never_logged()
    {
        var log = new KeptLog();
        await using var host = await HubHostFixture.StartAsync(
            builder => builder.Logging.AddProvider(log), "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Information", "--Logging:Console:LogLevel:Default=None");
        var secret = (await host.Hub.TokenAsync()).Secret;
        using var socket = new ClientWebSocket();

        await socket.ConnectAsync(new UriBuilder(host.BaseAddress) { Scheme = "ws", Path = LiveHubModule.Path, Query = $"access_token={secret}" }.Uri, CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);
        var answer = new byte[100];
        var read = await socket.ReceiveAsync(answer, CancellationToken.None);
        using var client = host.Client();

        Assert.Equal("{}\u001e", Encoding.UTF8.GetString(answer, 0, read.Count));
        Assert.Equal("unauthenticated", (await client.ReadAsync($"/cases?access_token={secret}")).Problem);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, l => l.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_another_origin_cannot_listen_with_somebodys_cookie()
    {
        await using var host = await HubHostFixture.StartAsync();
        var cookies = await host.CookiesOfAsync(await host.Hub.HandlerAsync());
        using var foreign = new ClientWebSocket { Options = { Cookies = cookies } };
        foreign.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        using var own = new ClientWebSocket { Options = { Cookies = cookies } };
        own.Options.SetRequestHeader("Origin", host.BaseAddress.GetLeftPart(UriPartial.Authority));
        var address = new UriBuilder(host.BaseAddress) { Scheme = "ws", Path = LiveHubModule.Path }.Uri;

        await Assert.ThrowsAsync<WebSocketException>(() => foreign.ConnectAsync(address, CancellationToken.None));
        await own.ConnectAsync(address, CancellationToken.None);
        Assert.Equal(WebSocketState.Open, own.State);
    }

    [Fact]
    public async Task Fifty_clients_hear_the_same_in_order()
    {
        await using var host = await HubHostFixture.StartAsync(null, QuickHeads);
        var secret = (await host.Hub.TokenAsync()).Secret;
        var listeners = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => LiveListener.ConnectAsync(host, secret)));
        var from = await host.Hub.HeadAsync();
        var clock = Stopwatch.StartNew();

        for (var i = 0; i < 100; i++)
        {
            await host.Hub.FileAsync();
        }

        var filed = clock.ElapsedMilliseconds;
        var head = await host.Hub.HeadAsync();
        await Task.WhenAll(listeners.Select(l => l.UntilAsync(head)));
        output.WriteLine($"100 cases filed in {filed} ms; 50 clients had all of them {clock.ElapsedMilliseconds - filed} ms later");

        var journal = (await host.Hub.JournalAsync(from)).Select(j => j.Seq).ToList();
        Assert.All(listeners, l => Assert.Equal(journal, l.Updates.Select(u => u.Seq)));
        foreach (var listener in listeners)
        {
            await listener.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_up_itself_alone()
    {
        await using var host = await HubHostFixture.StartAsync();
        var (stuck, quick) = (new StuckClient(), new CountingClient());
        using var ending = new CancellationTokenSource();
        var actor = await host.Hub.SupervisorAsync();
        var from = await host.Hub.HeadAsync();
        Task[] pumps = [Pump(stuck).RunAsync(actor, from, ending.Token), Pump(quick).RunAsync(actor, from, ending.Token)];

        for (var i = 0; i < 20; i++)
        {
            await host.Hub.FileAsync();
        }

        await quick.Reached(20).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, stuck.Calls);
        await ending.CancelAsync();
        stuck.Release();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(pumps));

        LivePump Pump(ILiveClient client) => new(
            client, host.Services.GetRequiredService<LiveFeed>(), host.Hub.Use<FollowJournal>(), host.Services.GetRequiredService<Actors>(),
            host.Services.GetRequiredService<LiveHubOptions>(), TimeProvider.System);
    }

    [Fact]
    public async Task The_example_of_the_guide_is_the_client_of_these_tests()
    {
        var guide = await File.ReadAllTextAsync(Repository.File("docs/live.md"));
        var source = await File.ReadAllTextAsync(Repository.File("FeedbackHub.Tests/Hubs/Wallboard.cs"));
        Assert.Contains(source.Replace("namespace FeedbackHub.Tests.Hubs;\n\n", "", StringComparison.Ordinal), guide, StringComparison.Ordinal);
    }

    private static async Task<bool> BecomesAsync(Func<bool> condition)
    {
        for (var i = 0; i < 200 && !condition(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return condition();
    }
}
