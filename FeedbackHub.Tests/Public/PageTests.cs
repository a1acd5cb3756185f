using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using FeedbackHub.App.Public;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Public;

public partial class PageTests(PublicHost site) : IClassFixture<PublicHost>
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task No_page_asks_anything_of_third_parties_or_carries_script_or_style(string language)
    {
        var visitor = site.Visitor(language);
        var pages = new List<PublicAnswer>();
        foreach (var path in (string[])[PublicPaths.Home, PublicPaths.File, PublicPaths.Box, PublicPaths.Poster, PublicPaths.Commitment, PublicPaths.Track, "/nowhere", PublicPaths.ReceiptOf("x"), PublicPaths.Error])
        {
            pages.Add(await visitor.GetAsync(path));
        }

        pages.Add(await visitor.SendAsync(await visitor.FilledAsync()));
        pages.Add(await visitor.TrackAsync(PublicVisitor.KeysOf(pages[^1])));
        foreach (var page in pages)
        {
            Assert.Equal(Policy, Assert.Single(page.Message.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("no-referrer", Assert.Single(page.Message.Headers.GetValues("Referrer-Policy")));
            foreach (var address in page.Page.All.SelectMany(e => (string?[])[e.GetAttribute("src"), e.GetAttribute("href"), e.GetAttribute("action")]).OfType<string>())
            {
                Assert.Matches($"^(/(?!/)|#|{Regex.Escape(site.Host.BaseAddress.ToString())})", address);
            }

            Assert.DoesNotContain(page.Page.All, e => e.HasAttribute("style") || e.LocalName == "style" || e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
            Assert.All(page.Page.Scripts, s => Assert.Equal("", s.TextContent));
            Assert.Equal(language == "en" ? "en" : "zh-Hans", page.Page.DocumentElement.GetAttribute("lang"));
        }

        foreach (var asset in pages.SelectMany(p => p.Page.QuerySelectorAll("link, script")).Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Distinct())
        {
            var file = await visitor.GetAsync(asset);
            Assert.Equal(HttpStatusCode.OK, file.Status);
            Assert.NotNull(file.Message.Headers.ETag);
            Assert.DoesNotMatch(Foreign(), file.Body);
        }
    }

    [Fact]
    public async Task The_first_page_says_what_is_promised_in_chinese_characters_and_in_english()
    {
        Assert.Contains("确认收到", (await site.Visitor("zh").GetAsync("/")).Body);
        var page = await site.Visitor().GetAsync("/");
        Assert.Equal(3, page.Page.QuerySelectorAll(".facts dd").Length);
        Assert.Contains("We answer", page.Text);
    }

    [Fact]
    public async Task What_is_not_there_says_so_and_leaves_the_staff_area_alone()
    {
        var page = await site.Visitor().GetAsync("/nowhere.html");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("This page does not exist", page.Text);
        Assert.Equal("", (await site.Visitor().GetAsync("/hubs/nowhere")).Body);
        Assert.StartsWith("{\"type\":\"/problems/not-found\"", (await site.Visitor().GetAsync("/api/nowhere")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_told_plainly_with_something_to_quote_and_nothing_of_its_inside()
    {
        await using var host = await HubHostFixture.StartAsync(null, PublicHost.Generous);
        await using (var db = await host.Hub.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<Core.Data.HubContext>>().CreateDbContextAsync())
        {
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "ALTER TABLE \"Categories\" RENAME TO \"Gone\"");
        }

        var page = await new PublicVisitor(host, "en").GetAsync(PublicPaths.File);
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains("Something went wrong on our side", page.Text);
        Assert.DoesNotContain("SQLite", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(page.Page.QuerySelector("strong.verbatim"));
    }

    [Fact]
    public async Task A_wrong_number_and_a_wrong_code_are_answered_alike_in_words_and_time()
    {
        var visitor = site.Visitor();
        var keys = await visitor.FileAsync();
        var code = keys.Code[0] == '7' ? "8" + keys.Code[1..] : "7" + keys.Code[1..];
        var (bodies, times) = (new Dictionary<string, string>(), new Dictionary<string, List<double>>());
        for (var i = 0; i < 60; i++)
        {
            foreach (var (name, number) in ((string, string)[])[("code", keys.Number), ("number", "FH-2026-999999")])
            {
                var start = Stopwatch.GetTimestamp();
                var page = await visitor.SendAsync(new SentForm(PublicPaths.Track, false).Add(FieldNames.Number, number).Add(FieldNames.Code, code));
                (times.TryGetValue(name, out var all) ? all : times[name] = []).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
                Assert.False(page.Message.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.Contains("fh-track", StringComparison.Ordinal)));
                bodies[name] = Token().Replace(page.Body, "").Replace(number, "NUMBER");
            }
        }

        Assert.Equal(bodies["code"], bodies["number"]);
        var (a, b) = (times["code"].Order().ElementAt(30), times["number"].Order().ElementAt(30));
        Assert.InRange(a / b, 0.5, 2); // medians; a look-up that stopped early would show as far more on a quiet machine
        var link = await visitor.GetAsync(PublicPaths.TrackLink(keys.Number, code));
        var noLink = await visitor.GetAsync(PublicPaths.TrackLink("FH-2026-999999", code));
        Assert.Equal((link.Status, Plain(link, keys.Number)), (noLink.Status, Plain(noLink, "FH-2026-999999")));

        string Plain(PublicAnswer page, string number) => Token().Replace(page.Body, "").Replace(number, "NUMBER").Replace(code, "CODE");
    }

    [Fact]
    public async Task A_page_that_came_back_from_a_post_can_change_its_language()
    {
        var visitor = site.Visitor();
        await visitor.TrackAsync(await visitor.FileAsync());
        Assert.Equal(PublicPaths.TrackCase, (await visitor.GetAsync(PublicPaths.TrackMessage + "?lang=zh-Hans")).Location);
        Assert.Contains("zh-Hans", (await visitor.GetAsync(PublicPaths.TrackCase)).Body);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]+\"")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?:url\(|import |fetch\(|src=)\s*['""]?(?:https?:)?//")]
    private static partial Regex Foreign();
}
