using System.Net;
using FeedbackHub.App.Public;
using FeedbackHub.Core;
using FeedbackHub.Tests.Public;
using FeedbackHub.Tests.Support;
using Npgsql;
using Xunit;

namespace FeedbackHub.Tests.Faults;

/// <summary>The network between the hub and PostgreSQL fails.</summary>
[Trait("Kind", "Fault")]
[Trait("Database", "Postgres")]
public sealed class CutConnectionTests(ITestOutputHelper output)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public async Task While_it_is_cut_again_and_again_nothing_promised_is_lost_and_everything_recovers_by_itself()
    {
        var (gate, host) = await StartAsync();
        await using var _ = gate;
        await using var __ = host;
        var token = (await host.Hub.TokenAsync()).Secret;
        var promised = new Promised();
        using var enough = new CancellationTokenSource();
        await using LiveScreen first = new(host.BaseAddress, token), second = new(host.BaseAddress, token);
        var working = new Clients(host.BaseAddress, token, promised, () => Task.CompletedTask).WorkAsync(programs: 4, customers: 3, handlers: 2, enough.Token);
        var random = new Random(7);
        for (var cut = 0; cut < FaultRun.Times(8, 100); cut++)
        {
            var seen = promised.Receipts.Count + random.Next(1, 12);
            await Until.HoldsAsync("filing goes on", () => promised.Receipts.Count >= seen || working.IsCompleted);
            gate.Shut();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(400)), Clock);
            gate.Open();
        }

        await enough.CancelAsync();
        await working;
        output.WriteLine($"{promised.Receipts.Count} receipts, {promised.Acknowledged.Count} messages, {promised.Refused} told to come back");
        Assert.NotEqual(0, promised.Refused);
        Assert.Equal(0, promised.Cut); // clearly refused, and not just dropped
        await Checker.CheckAsync(host.Hub, promised, first, second);
    }

    [Fact]
    public async Task With_the_database_away_everybody_is_told_so_and_keeps_what_they_typed()
    {
        var (gate, host) = await StartAsync();
        await using var _ = gate;
        await using var __ = host;
        var promised = new Promised();
        var away = await Away.ComeAsync(host, promised, (await host.Hub.TokenAsync()).Secret);
        var tracker = new PublicVisitor(host, "en");
        var case1 = await tracker.FileAsync("The first");
        promised.Filed["The first"] = true;
        promised.Receipts.Add((case1.Number, "The first"));
        var message = (await tracker.TrackAsync(case1)).Form("add").Set(FieldNames.Message, "Where are you?");
        using var handler = await host.SignInAsync(await host.Hub.HandlerAsync());

        gate.Shut();
        await away.AreRefusedAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await away.GetAsync("/", "en")).Status);
        Assert.Contains("暂时无法读取数据", (await away.GetAsync("/", "zh-Hans")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await away.GetAsync("/staff/queue", "en", handler)).Status);
        Assert.Equal(HttpStatusCode.OK, (await away.GetAsync("/health/live", "en")).Status);
        await Until.HoldsAsync("it says that it is not ready", async () => (await away.GetAsync("/health/ready", "en")) is { Status: HttpStatusCode.ServiceUnavailable, Body: var why } && why.Contains("database", StringComparison.Ordinal));
        var refused = await tracker.SendAsync(message);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("NOT accepted", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Where are you?", refused.Body, StringComparison.Ordinal);

        gate.Open();
        await Until.HoldsAsync("it is ready", async () => (await away.GetAsync("/health/ready", "en")).Status == HttpStatusCode.OK);
        await away.AreAcceptedAsync();
        Assert.Equal(HttpStatusCode.OK, (await away.GetAsync("/staff/queue", "en", handler)).Status);
        promised.Sent["Where are you?"] = true;
        Assert.Equal(HttpStatusCode.OK, (await tracker.SendAsync(message)).Status);
        promised.Acknowledged.Add("Where are you?");
        await Checker.CheckAsync(host.Hub, promised);
    }

    /// <summary>A hub whose way to its database leads through a gate.</summary>
    private static async Task<(TcpGate Gate, HubHostFixture Host)> StartAsync()
    {
        var database = TestDatabase.New();
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite is reached by no network.");
        var there = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var gate = TcpGate.Before(there.Host!, there.Port);
        (there.Host, there.Port) = ("127.0.0.1", gate.Port);
        var storage = new StorageOptions { Folder = Path.Combine(Path.GetTempPath(), $"feedbackhub-test-{Guid.NewGuid():N}") };
        return (gate, await HubHostFixture.StartOnAsync(
            storage, database, FaultRun.Silent,
            [.. PublicHost.Generous, $"--Database:ConnectionString={there}", "--Api:RequestsPerMinute=1000000", "--Api:Burst=100000", "--Health:FreeBytes=0"]));
    }
}
