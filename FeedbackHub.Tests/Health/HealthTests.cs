using System.Net;
using System.Text.Json;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Health;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace FeedbackHub.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task A_hub_that_is_open_is_live_and_ready_and_says_so_to_anybody()
    {
        await using var host = await HubHostFixture.StartAsync();
        await host.Hub.FileAsync(filed => filed with { Name = "Zebedee Marker" });
        using var client = host.Client();
        var (live, body) = await AskAsync(client, "/health/live");
        Assert.Equal(HttpStatusCode.OK, live);
        Assert.Equal("live", body.GetProperty("status").GetString());
        for (var i = 0; i < 100; i++)
        {
            var (ready, report) = await AskAsync(client, "/health/ready");
            Assert.Equal(HttpStatusCode.OK, ready);
            Assert.Equal("ready", report.GetProperty("status").GetString());
            Assert.True(report.GetProperty("journalHead").GetInt64() > 0);
            Assert.DoesNotContain("Zebedee", report.GetRawText());
        }
    }

    [Fact]
    public async Task A_hub_that_is_not_open_yet_is_live_and_not_ready()
    {
        var folder = Directory.CreateTempSubdirectory("feedbackhub-test-").FullName;
        await using var app = Program.Build(
            ["--environment=Testing", "--urls=http://127.0.0.1:0", $"--Storage:Folder={folder}", "--Logging:LogLevel:Default=Warning"],
            builder => builder.WebHost.UseStaticWebAssets());
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Addresses().Single()) };
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "/health/live")).Status);
        await NotReadyAsync(client, "opening");
        await app.StopAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_disk_below_its_floor_is_named()
    {
        await using var host = await HubHostFixture.StartAsync(null, $"--Health:FreeBytes={long.MaxValue}");
        using var client = host.Client();
        await NotReadyAsync(client, "disk");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "/health/live")).Status);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_named()
    {
        await using var hub = await HubFixture.StartAsync();
        var nobody = new HubDatabase(new Away(), new Away(), hub.Get<PromiseBook>(), hub.Get<LiveFeed>(), hub.Time);
        var readiness = new Readiness(nobody, hub.Get<LiveFeed>(), hub.Storage, new HealthOptions { FreeBytes = 0 }, hub.Time, NullLogger<Readiness>.Instance);
        var report = await readiness.LookAsync();
        Assert.Equal(["database"], report.Reasons);
        Assert.Null(report.JournalHead);
    }

    [Fact]
    public async Task Changes_that_nobody_is_told_are_named_once_they_have_waited_too_long()
    {
        await using var hub = await HubFixture.StartAsync();
        await hub.Get<JournalTail>().BeginAsync(TestContext.Current.CancellationToken); // and never started: it tells nobody
        var readiness = new Readiness(hub.Database, hub.Get<LiveFeed>(), hub.Storage, new HealthOptions { FreeBytes = 0 }, hub.Time, NullLogger<Readiness>.Instance);
        await hub.FileAsync();
        var fresh = await readiness.LookAsync();
        Assert.Empty(fresh.Reasons);
        Assert.True(fresh.TailEntries > 0);

        hub.Time.Advance(TimeSpan.FromSeconds(11));

        var late = await readiness.LookAsync();
        Assert.Equal(["tail"], late.Reasons);
        Assert.Equal(11, late.TailSeconds);
    }

    private static async Task NotReadyAsync(HttpClient client, string reason)
    {
        var (status, body) = await AskAsync(client, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("not-ready", body.GetProperty("status").GetString());
        Assert.Equal([reason], body.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    private sealed class Away : IDbContextFactory<HubContext>
    {
        public HubContext CreateDbContext() => throw new IOException("The disk is away.");
    }
}
