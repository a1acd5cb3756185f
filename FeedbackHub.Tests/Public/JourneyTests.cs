using System.Net;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Public;

public class JourneyTests(PublicHost site) : IClassFixture<PublicHost>
{
    [Theory]
    [InlineData("en", "We have it. Thank you.", "Is it solved?", "We are taking it up again.", "We are glad it is solved.")]
    [InlineData("zh-CN", "我们收到了，谢谢您", "问题解决了吗？", "谢谢您告诉我们，我们会重新处理。", "谢谢您，很高兴问题得到了解决。")]
    public async Task A_customer_files_follows_writes_says_no_and_then_yes(string language, string thanks, string question, string no, string yes)
    {
        var visitor = site.Visitor(language);
        var receipt = await visitor.SendAsync((await visitor.FilledAsync("The kettle leaks.\nTwice a day.")).Set(FieldNames.TimeZone, "America/New_York"));
        Assert.Contains(thanks, receipt.Text);
        Assert.Contains("America/New York", receipt.Text);
        Assert.Contains(language == "en" ? "Customer care" : "客户服务部", receipt.Text);
        Assert.True(receipt.Message.Headers.CacheControl!.NoStore);
        var keys = PublicVisitor.KeysOf(receipt);
        Assert.Matches(@"^FH-\d{4}-\d{6}$", keys.Number);

        var page = await visitor.TrackAsync(keys);
        Assert.Contains("The kettle leaks.\nTwice a day.", page.Text);
        page = await visitor.SendAsync(page.Form("add").Set(FieldNames.Message, "One thing more."));
        Assert.Contains("One thing more.", page.Text);
        Assert.NotNull(page.Page.QuerySelector(".thanks"));
        Assert.Null((await visitor.GetAsync(PublicPaths.TrackCase)).Page.QuerySelector(".thanks"));

        var handler = await site.Hub.HandlerAsync("Lin Hua");
        var id = await IdAsync(keys.Number);
        await Ok(site.Hub.Use<ClaimCase>().ExecuteAsync(handler, new(id)));
        await Ok(site.Hub.Use<AskCustomer>().ExecuteAsync(handler, new(id, "Which model?", null)));
        Assert.Contains("promise waiting", (await visitor.GetAsync(PublicPaths.TrackCase)).Body);
        await Ok(site.Hub.Use<ResolveCase>().ExecuteAsync(handler, new(id, "A new one is on its way.", "Replace", "New kettle", null) { Outcome = Outcome.Accepted }));

        page = await visitor.GetAsync(PublicPaths.TrackCase);
        Assert.Contains("A new one is on its way.", page.Text);
        Assert.Contains(question, page.Text);
        page = await visitor.SendAsync(page.Form("solved-form").Set(FieldNames.Solved, "no").Set(FieldNames.Why, ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.ErrorAt(FieldNames.Why));
        page = await visitor.SendAsync(page.Form("solved-form").Set(FieldNames.Solved, "no").Set(FieldNames.Why, "Still leaks."));
        Assert.Contains(no, page.Text);
        Assert.Contains("Still leaks.", page.Text);
        Assert.Equal(CaseState.Reopened, (await site.Hub.CaseAsync(id)).State);

        await Ok(site.Hub.Use<ResolveCase>().ExecuteAsync(handler, new(id, "Another one.", "Replace", "", null) { Outcome = Outcome.Accepted }));
        page = await visitor.GetAsync(PublicPaths.TrackCase);
        var answer = page.Form("solved-form").Set(FieldNames.Solved, "yes");
        page = await visitor.SendAsync(answer);
        Assert.Contains(yes, page.Text);
        Assert.Equal(CaseState.Closed, (await site.Hub.CaseAsync(id)).State);
        Assert.Equal(HttpStatusCode.OK, (await visitor.SendAsync(answer)).Status); // the second click of a double click
    }

    [Fact]
    public async Task An_anonymous_customer_gets_the_whole_conversation_and_may_withdraw()
    {
        var visitor = site.Visitor();
        var form = (await visitor.FilledAsync("Anonymous words")).Set(FieldNames.Identity, FilingForm.Anonymous).Set(FieldNames.Wish, "Mend it");
        var keys = PublicVisitor.KeysOf(await visitor.SendAsync(form));
        var id = await IdAsync(keys.Number);
        var stored = await site.Hub.CaseAsync(id);
        Assert.True(stored is { Anonymous: true, CustomerName: "", CustomerEmail: "" });

        var page = await visitor.TrackAsync(keys);
        Assert.Contains("Mend it", page.Text);
        page = await visitor.SendAsync(page.Form("add").Set(FieldNames.Message, "More anonymous words"));
        Assert.Contains("More anonymous words", page.Text);
        page = await visitor.SendAsync(page.Form("withdraw").Set(FieldNames.Reason, "No longer needed"));
        Assert.Contains("It is withdrawn.", page.Text);
        Assert.Equal(CaseState.Withdrawn, (await site.Hub.CaseAsync(id)).State);
        Assert.All(await site.Hub.JournalOfAsync(id), j => Assert.Equal("", j.ActorName));
    }

    [Fact]
    public async Task The_link_of_the_receipt_opens_the_case_and_leaves_the_address_bar()
    {
        var visitor = site.Visitor();
        var receipt = await visitor.SendAsync(await visitor.FilledAsync());
        var link = receipt.Page.QuerySelector(".screen-only a.button")!.GetAttribute("href")!;
        var other = site.Visitor();
        var opened = await other.GetAsync(link);
        Assert.Equal((HttpStatusCode.SeeOther, PublicPaths.TrackCase), (opened.Status, opened.Location));
        var cookie = Assert.Single(opened.Message.Headers.GetValues("Set-Cookie"), c => c.StartsWith("fh-track=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/track", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("The kettle leaks.", (await other.GetAsync(opened.Location)).Text);

        var left = await other.SendAsync((await other.GetAsync(PublicPaths.TrackCase)).FormTo(PublicPaths.TrackLeave), follow: false);
        Assert.Equal(PublicPaths.Track, left.Location);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync(PublicPaths.TrackCase)).Status);
    }

    [Fact]
    public async Task The_box_takes_one_field_and_the_place_of_its_poster()
    {
        var visitor = site.Visitor();
        var page = await visitor.GetAsync(PublicPaths.Box + "?at=Hall%202");
        var keys = PublicVisitor.KeysOf(await visitor.SendAsync(page.Form("box").Set(FieldNames.Description, "More benches")));
        var stored = await site.Hub.CaseAsync(await IdAsync(keys.Number));
        Assert.Equal((Channel.SuggestionBox, CaseKind.Suggestion, "Hall 2", true), (stored.Channel, stored.Kind, stored.Place, stored.Anonymous));

        var nameOnly = await visitor.SendAsync(page.Form("box").Set(FieldNames.Description, "More light").Set(FieldNames.Name, "Wang"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nameOnly.Status);
        Assert.NotNull(nameOnly.ErrorAt(FieldNames.Email));
        Assert.Equal("Hall 2", nameOnly.Form("box")[FieldNames.Place]);
        Assert.Contains("Hall%202", (await visitor.GetAsync(PublicPaths.Poster + "?at=Hall%202")).Body);
    }

    private Task<long> IdAsync(string number) => site.Hub.ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync());

    private static async Task Ok(Task<Core.Result<Core.Done>> doing) => Assert.Null((await doing).Failure);
}
