using System.Net;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Cases;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Public;

/// <summary>What a customer reads of the outcome, how they ask for a review, and where they can turn after it.</summary>
public class ReviewPageTests(PublicHost site) : IClassFixture<PublicHost>
{
    [Theory]
    [InlineData("en", "We do not agree.", "you can ask for a review until", "You asked for a review", "Result of the review by", "The decision stands.", "The Ombudsman", "Within one year.")]
    [InlineData("zh-CN", "我们未能认同您的诉求", "申请复核，由未参与过此前处理的人员重新审查", "您已申请复核", "最迟给出复核结论", "维持原结论", "市民申诉中心", "一年之内提出。")]
    public async Task A_customer_reads_the_outcome_asks_for_a_review_and_is_told_of_the_outside_body(
        string language, string outcome, string offer, string step, string promise, string upheld, string body, string limit)
    {
        var outside = site.Hub.Get<ReviewOptions>().Outside;
        (outside.Name.En, outside.Name.Zh, outside.Url) = ("The Ombudsman", "市民申诉中心", "https://ombudsman.example.org");
        (outside.TimeLimit.En, outside.TimeLimit.Zh) = ("Within one year.", "一年之内提出。");
        var visitor = site.Visitor(language);
        var keys = PublicVisitor.KeysOf(await visitor.SendAsync(await visitor.FilledAsync("The kettle leaks.")));
        await visitor.TrackAsync(keys);
        var id = await site.Hub.ReadAsync(db => db.Cases.Where(c => c.Number == keys.Number).Select(c => c.Id).SingleAsync());
        await Ok(site.Hub.Use<ResolveCase>().ExecuteAsync(await site.Hub.HandlerAsync("Lin Hua"), Resolution(id)));

        var page = await visitor.GetAsync(PublicPaths.TrackCase);
        Assert.Contains(outcome, page.Text);
        Assert.Contains(offer, page.Text);
        Assert.DoesNotContain(body, page.Text);
        page = await visitor.SendAsync(page.Form("review-form").Set(FieldNames.Review, ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.ErrorAt(FieldNames.Review));
        var form = page.Form("review-form").Set(FieldNames.Review, "Nobody looked at the kettle.");
        page = await visitor.SendAsync(form);
        Assert.NotNull(page.Page.QuerySelector(".thanks"));
        Assert.Contains("Nobody looked at the kettle.", page.Text);
        Assert.Contains(step, page.Text);
        Assert.Contains(promise, page.Text);
        Assert.Null(page.Page.QuerySelector("form#review-form"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.SendAsync(form)).Status); // the second click of a double click

        await Ok(site.Hub.Use<ResolveCase>().ExecuteAsync(await site.Hub.HandlerAsync("Fresh"), Resolution(id)));
        page = await visitor.GetAsync(PublicPaths.TrackCase);
        Assert.Contains(upheld, page.Text);
        Assert.Contains(limit, page.Page.QuerySelector("#outcome")!.TextContent);
        Assert.Equal("https://ombudsman.example.org", page.Page.QuerySelector("#outcome a")!.GetAttribute("href"));
        Assert.Contains(body, page.Page.QuerySelector(".messages")!.TextContent);
        Assert.Null(page.Page.QuerySelector("form#review-form"));

        Assert.Contains(body, (await visitor.GetAsync(PublicPaths.Commitment)).Text);

        page = await visitor.SendAsync(form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Nobody looked at the kettle.", page.Form("add")[FieldNames.Message]);
    }

    [Fact]
    public async Task What_was_not_taken_on_can_be_reviewed_and_what_goes_on_shows_no_decision()
    {
        var visitor = site.Visitor();
        var keys = PublicVisitor.KeysOf(await visitor.SendAsync(await visitor.FilledAsync("The kettle leaks.")));
        Assert.Null((await visitor.TrackAsync(keys)).Page.QuerySelector("#outcome"));
        var id = await site.Hub.ReadAsync(db => db.Cases.Where(c => c.Number == keys.Number).Select(c => c.Id).SingleAsync());
        await Ok(site.Hub.Use<RefuseCase>().ExecuteAsync(await site.Hub.HandlerAsync("Lin Hua"), new(id, "Not our kettle.")));

        var page = await visitor.GetAsync(PublicPaths.TrackCase);
        Assert.Contains("We have not taken this on.", page.Text);
        page = await visitor.SendAsync(page.Form("review-form").Set(FieldNames.Review, "It is yours."));
        Assert.Contains("We have your request.", page.Text);
        Assert.Null(page.Page.QuerySelector("#outcome"));
        Assert.Equal(ReviewStage.Asked, (await site.Hub.CaseAsync(id)).Review);
    }

    private static ResolveCase.Request Resolution(long id) => new(id, "We looked into it.", "As it was.", "", null) { Outcome = Outcome.Rejected };

    private static async Task Ok(Task<Core.Result<Core.Done>> doing) => Assert.Null((await doing).Failure);
}
