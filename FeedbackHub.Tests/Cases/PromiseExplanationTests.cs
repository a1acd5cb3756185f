using Bunit;
using FeedbackHub.App.Cases;
using FeedbackHub.Core;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components.Web;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Cases;

[Trait("Kind", "Component")]
public class PromiseExplanationTests
{
    [Theory]
    [InlineData(Languages.English, "How is this counted?", "waiting for the customer, 2 h not counted", "closed, ")]
    [InlineData(Languages.Chinese, "时间是怎么算的？", "等待客户，2 小时不计", "非工作时间，")]
    public async Task Every_stretch_is_told_in_plain_words_and_adds_up_to_what_was_promised(string language, string question, string pause, string closed)
    {
        await using var hub = await HubFixture.StartAsync();
        var lin = await hub.HandlerAsync();
        var receipt = await hub.FileAsync();
        await hub.ClaimAsync(lin, receipt);
        hub.Time.Advance(TimeSpan.FromMinutes(30));
        await hub.AskAsync(lin, receipt);
        hub.Time.Advance(TimeSpan.FromHours(2));
        await hub.CustomerWritesAsync(receipt);
        await using var pages = new StaffPages(hub, lin, language);
        var page = pages.Case(receipt.Number);

        Assert.Equal(question, page.Find(".promise-band .case-link").TextContent);
        await page.Find(".promise-band .case-link").ClickAsync(new MouseEventArgs());

        var resolve = (await hub.ViewAsync(lin, receipt)).Promises.Single(p => p.Kind == PromiseKind.Resolve);
        var explained = page.FindComponents<PromiseExplanation>().Single(e => e.Instance.Promise.Kind == PromiseKind.Resolve);
        Assert.Contains(pause, explained.Markup);
        Assert.Contains(closed, explained.Markup);
        var counted = resolve.Explain().OfType<PromiseStep.Counted>().Aggregate(Duration.Zero, (sum, step) => sum + step.Working);
        Assert.Equal(resolve.Target.Time, counted);
        var (h, m) = ((int)counted.TotalHours, counted.Minutes);
        var hours = (language == Languages.English ? $"{h} h {m} min" : $"{h} 小时 {m} 分").Replace(" 0 min", "").Replace(" 0 分", "");
        Assert.Equal(hours, explained.Find("tfoot .figure").TextContent);
    }

    [Fact]
    public async Task The_band_ticks_by_itself()
    {
        await using var hub = await HubFixture.StartAsync();
        var lin = await hub.HandlerAsync();
        var receipt = await hub.FileAsync();
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        var before = page.Find(".promise-figure").TextContent;

        hub.Time.Advance(TimeSpan.FromDays(40));

        page.WaitForAssertion(() => Assert.Contains("over", page.Find(".promise-figure").TextContent));
        Assert.DoesNotContain("over", before);
        Assert.Contains("late", page.Find(".promise-band").ClassList);
    }
}
