using System.Net;
using FeedbackHub.App.Public;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeedbackHub.Tests.Public;

public class LimitTests
{
    [Fact]
    public async Task Too_many_filings_keep_what_was_typed_and_say_how_long_to_wait()
    {
        await using var host = await HubHostFixture.StartAsync(null, "--Public:MinimumSeconds=0", "--Public:Filings=2");
        var visitor = new PublicVisitor(host, "en");
        await visitor.FileAsync();
        await visitor.FileAsync();
        var page = await visitor.SendAsync((await visitor.FilledAsync("The third")).File("kept.txt", [1]));
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.InRange(page.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 300);
        Assert.Equal("The third", page.Form("file")[FieldNames.Description]);
        Assert.Single(page.Form("file").All(FieldNames.KeptFile));
        Assert.Contains("wait", page.Summary);
    }

    [Fact]
    public async Task Too_many_posts_store_no_more_files()
    {
        await using var host = await HubHostFixture.StartAsync(null, "--Public:MinimumSeconds=0", "--Public:Posts=1");
        var visitor = new PublicVisitor(host, "en");
        await visitor.FileAsync();
        var page = await visitor.SendAsync((await visitor.FilledAsync("The second")).File("not-kept.txt", [7, 7]));
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Equal("The second", page.Form("file")[FieldNames.Description]);
        Assert.NotNull(page.ErrorAt(FieldNames.Files));
        Assert.False(Directory.Exists(host.Hub.Storage.Files) && Directory.EnumerateFiles(host.Hub.Storage.Files, "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task Look_ups_are_limited_by_client_whichever_way_and_only_known_proxies_say_who_that_is()
    {
        await using var host = await HubHostFixture.StartAsync(null, "--Public:LookUps=3", "--Public:KnownProxies:0=127.0.0.1");
        async Task<HttpResponseMessage> LookUpAsync(string from)
        {
            using var client = host.Client();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
            return await client.GetAsync(PublicPaths.TrackLink("FH-2026-000001", "AAAA"));
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await LookUpAsync("192.0.2.1")).StatusCode);
        }

        var limited = await LookUpAsync("192.0.2.1");
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.NotNull(limited.Headers.RetryAfter);
        Assert.Contains("A short pause, please", await limited.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await LookUpAsync("192.0.2.2")).StatusCode);

        await using var direct = await HubHostFixture.StartAsync(null, "--Public:LookUps=1");
        for (var i = 0; i < 2; i++)
        {
            using var client = direct.Client();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"192.0.2.{i}");
            Assert.Equal(i == 0 ? 422 : 429, (int)(await client.GetAsync(PublicPaths.TrackLink("FH-2026-000001", "AAAA"))).StatusCode);
        }
    }

    [Fact]
    public async Task Too_many_look_ups_keep_the_message_that_waits_for_number_and_code_and_so_does_a_change_of_language()
    {
        await using var host = await HubHostFixture.StartAsync(null, "--Public:LookUps=1", "--Public:MinimumSeconds=0");
        var visitor = new PublicVisitor(host, "en");
        await visitor.GetAsync(PublicPaths.TrackLink("FH-2026-000001", "AAAA"));
        var typed = new SentForm(PublicPaths.Track, false).Add(FieldNames.Number, "FH-2026-000001").Add(FieldNames.Code, "ABCD").Add(FieldNames.Message, "It still\nleaks.");

        var limited = await visitor.SendAsync(typed);
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.Status);
        Assert.NotNull(limited.Message.Headers.RetryAfter);
        Assert.Contains("wait", limited.Summary);
        Kept(limited);

        var chinese = await visitor.SendAsync(typed.Add(FieldNames.OtherLanguage, "zh-Hans"));
        Assert.Equal((HttpStatusCode.OK, ""), (chinese.Status, chinese.Summary));
        Kept(chinese);
        Assert.Equal(PublicPaths.Track + "?lang=zh-Hans", chinese.Page.QuerySelector(".languages button[form=track]")!.GetAttribute("formaction"));

        static void Kept(PublicAnswer page)
        {
            var form = page.Form("track");
            Assert.Equal(("FH-2026-000001", "ABCD", "It still\nleaks."), (form[FieldNames.Number], form[FieldNames.Code], form[FieldNames.Message].Replace("\r\n", "\n", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_form_sent_within_three_seconds_asks_once_more_and_an_old_one_too()
    {
        var time = new FakeTimeProvider(HubFixture.MondayMorning);
        await using var host = await HubHostFixture.StartAsync(b => b.Services.AddSingleton<TimeProvider>(time));
        var visitor = new PublicVisitor(host, "en");
        var page = await visitor.SendAsync(await visitor.FilledAsync("Quick"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("very quick", page.Summary);
        time.Advance(TimeSpan.FromSeconds(3));
        PublicVisitor.KeysOf(await visitor.SendAsync(page.Form("file")));

        var old = await visitor.FilledAsync("Old");
        time.Advance(TimeSpan.FromHours(25));
        page = await visitor.SendAsync(old);
        Assert.Contains("open for a long time", page.Summary);
        Assert.Equal(old[FieldNames.FormKey], page.Form("file")[FieldNames.FormKey]);
        time.Advance(TimeSpan.FromSeconds(3));
        PublicVisitor.KeysOf(await visitor.SendAsync(page.Form("file")));
    }

    [Fact]
    public async Task Receipts_open_cases_and_kept_files_have_their_time()
    {
        var time = new FakeTimeProvider(HubFixture.MondayMorning);
        await using var host = await HubHostFixture.StartAsync(b => b.Services.AddSingleton<TimeProvider>(time), PublicHost.Generous);
        var visitor = new PublicVisitor(host, "en");
        var receipt = await visitor.SendAsync(await visitor.FilledAsync(), follow: false);
        var keys = PublicVisitor.KeysOf(await visitor.GetAsync(receipt.Location));
        time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(receipt.Location)).Status);
        Assert.DoesNotContain(keys.Code, (await visitor.GetAsync(receipt.Location)).Body);

        var page = await visitor.TrackAsync(keys);
        time.Advance(TimeSpan.FromHours(3));
        var closed = await visitor.SendAsync(page.Form("add").Set(FieldNames.Message, "Written\nfor hours"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, closed.Status);
        var opened = await visitor.SendAsync(closed.FormTo(PublicPaths.Track).Set(FieldNames.Number, keys.Number).Set(FieldNames.Code, keys.Code));
        Assert.Equal("Written\nfor hours", opened.Form("add")[FieldNames.Message]);
        Assert.Contains("Written\nfor hours", (await visitor.SendAsync(opened.Form("add"))).Text);
        time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(PublicPaths.TrackCase)).Status);

        var form = (await visitor.FilledAsync("")).File("a.txt", [1]);
        var kept = (await visitor.SendAsync(form)).Form("file").Set(FieldNames.Description, "Days later");
        time.Advance(TimeSpan.FromHours(25));
        Assert.Contains("no longer here", (await visitor.SendAsync(kept)).ErrorAt(FieldNames.Files));
    }
}
