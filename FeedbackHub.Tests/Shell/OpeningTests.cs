using System.Net;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace FeedbackHub.Tests.Shell;

public sealed class OpeningTests
{
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
