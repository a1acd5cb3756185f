using System.Net;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Public;

/// <summary>The page of the service commitment, as a visitor without JavaScript gets it.</summary>
public sealed class CommitmentPageTests
{
    [Fact]
    public async Task It_says_what_is_promised_and_how_it_was_kept_in_both_languages()
    {
        await using var host = await HubHostFixture.StartAsync(null, [.. PublicHost.Generous, "--Public:CommitmentFewest=2"]);
        var handler = await host.Hub.HandlerAsync("Lin Hua");
        for (var i = 0; i < 3; i++)
        {
            var receipt = await host.Hub.FileAsync();
            await host.Hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new(receipt.CaseId, "It is on its way.", null));
        }

        await host.Hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new((await host.Hub.FileAsync(f => f with { Kind = CaseKind.Enquiry })).CaseId, "Yes.", null));
        var english = await new PublicVisitor(host, "en").GetAsync(PublicPaths.Commitment);
        var chinese = await new PublicVisitor(host, "zh").GetAsync(PublicPaths.Commitment);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (english.Status, chinese.Status));
        Assert.Equal("We answer within 2 working days 100% of 3 100% of 3", Row(english, "complaint", 1));
        Assert.Equal("2 个工作日内首次答复 100% 共 3 项 100% 共 3 项", Row(chinese, "complaint", 1));
        Assert.Equal("We answer within 1 working day too few to tell (1) too few to tell (1)", Row(english, "enquiry", 1));
        Assert.EndsWith("none yet none yet", Row(english, "compliment", 0), StringComparison.Ordinal);
        Assert.Contains("Nine out of ten of those who wrote had our first answer within 1 hour.", english.Text, StringComparison.Ordinal);
        Assert.Contains("九成的客户在 1 小时内收到首次答复。", chinese.Text, StringComparison.Ordinal);
        Assert.Contains("If it is a serious matter:", english.Text, StringComparison.Ordinal);
        Assert.Contains("情况重大的：", chinese.Text, StringComparison.Ordinal);
        Assert.Contains("Mon – Fri", english.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lin Hua", english.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_leads_there_and_so_do_receipt_and_case_from_how_time_is_counted()
    {
        await using var host = await HubHostFixture.StartAsync(null, PublicHost.Generous);
        var visitor = new PublicVisitor(host, "en");
        var receipt = await visitor.SendAsync(await visitor.FilledAsync());
        var track = await visitor.TrackAsync(PublicVisitor.KeysOf(receipt));

        Assert.NotNull((await visitor.GetAsync(PublicPaths.Home)).Page.QuerySelector($".foot a[href='{PublicPaths.Commitment}']"));
        Assert.NotNull(receipt.Page.QuerySelector($"details a[href='{PublicPaths.Commitment}']"));
        Assert.NotNull(track.Page.QuerySelector($"details a[href='{PublicPaths.Commitment}']"));
    }

    [Fact]
    public async Task Its_figures_are_read_once_for_all_who_look_within_some_minutes()
    {
        var commands = new SeenCommands();
        await using var hub = await HubFixture.StartAsync(commands.AddTo);
        var kept = new KeptCommitment(hub.Use<ReadCommitment>(), new PublicOptions { CommitmentMinutes = 10 }, hub.Time);
        commands.Clear();
        var shown = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => kept.ReadAsync(default)));
        hub.Time.Advance(TimeSpan.FromMinutes(9));

        Assert.All(shown.Append(await kept.ReadAsync(default)), one => Assert.Same(shown[0], one));
        Assert.Equal(1, commands.Count("Tallies"));

        hub.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotSame(shown[0], await kept.ReadAsync(default));
    }

    private static string Row(PublicAnswer page, string kind, int row) =>
        string.Join(' ', page.Page.QuerySelectorAll($"table[aria-labelledby='{kind}'] tbody tr")[row].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
