using System.Net;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace FeedbackHub.Tests.Shell;

public sealed class OpeningTests
{
    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    public async Task Files_that_a_customer_can_still_send_are_never_swept_away_by_the_way_the_hub_is_set_up(int orphanHours, bool starts)
    {
        string[] args =
        [
            "--environment=Testing", $"--Storage:Folder={Path.Combine(Path.GetTempPath(), "feedbackhub-test-never-made")}",
            $"--Storage:OrphanHours={orphanHours}", "--Public:KeptFileHours=24",
        ];
        if (starts)
        {
            await Program.Build(args).DisposeAsync();
            return;
        }

        var refusal = Assert.Throws<InvalidOperationException>(() => Program.Build(args));
        Assert.StartsWith("Storage:OrphanHours (24) must be more than Public:KeptFileHours (24)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_that_listens_and_is_not_open_yet_asks_everybody_to_wait_and_takes_nothing_in()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("feedbackhub-test-").FullName;
        await using var app = Program.Build(
            ["--environment=Testing", "--urls=http://127.0.0.1:0", $"--Storage:Folder={folder}", "--Logging:LogLevel:Default=Warning"],
            builder => builder.WebHost.UseStaticWebAssets());
        await app.StartAsync(cancel);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Addresses().Single()) };

        foreach (var page in (string[])["/", "/file", "/staff"])
        {
            using var answer = await client.GetAsync(page, cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("2", answer.Headers.GetValues("Refresh").Single());
            Assert.Contains("we are opening", await answer.Content.ReadAsStringAsync(cancel));
        }

        using (var chinese = await client.GetAsync("/?lang=zh-Hans", cancel))
        {
            Assert.Contains("系统正在启动", await chinese.Content.ReadAsStringAsync(cancel));
        }

        using (var program = await client.GetAsync("/api/v1/cases", cancel))
        {
            Assert.Equal("application/problem+json", program.Content.Headers.ContentType?.MediaType);
            Assert.Equal(TimeSpan.FromSeconds(2), program.Headers.RetryAfter?.Delta);
        }

        using (var form = await client.PostAsync("/file", new FormUrlEncodedContent([new("description", "The lift is broken")]), cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, form.StatusCode);
            Assert.False(form.Headers.Contains("Refresh"), "A refreshed page would lose what was typed.");
        }

        using (var style = await client.GetAsync("/css/tokens.css", cancel))
        {
            Assert.Equal(HttpStatusCode.OK, style.StatusCode);
        }

        await app.OpenHubAsync();
        using (var open = await client.GetAsync("/", cancel))
        {
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        }

        await app.StopAsync(cancel);
        await (await HubFixture.OverAsync(app.Services, new StorageOptions { Folder = folder })).ClosePoolAsync();
        Directory.Delete(folder, recursive: true);
    }
}
