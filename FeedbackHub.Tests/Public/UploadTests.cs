using System.Net;
using FeedbackHub.App.Public;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Public;

public class UploadTests(PublicHost site) : IClassFixture<PublicHost>
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Five_files_of_the_full_size_arrive_as_they_were_and_only_for_their_case()
    {
        var visitor = site.Visitor();
        var form = await visitor.FilledAsync("With five files");
        var contents = Enumerable.Range(1, 5).Select(i => Content(10 * Megabyte, i)).ToArray();
        for (var i = 0; i < 5; i++)
        {
            form.File($"photo {i} 照片.jpg", contents[i]);
        }

        var keys = PublicVisitor.KeysOf(await visitor.SendAsync(form));
        var page = await visitor.TrackAsync(keys);
        var links = page.Page.QuerySelectorAll(".message-file a").Select(a => a.GetAttribute("href")!).ToArray();
        Assert.Equal(5, links.Length);

        using var client = site.Host.Client(visitor.Cookies);
        for (var i = 0; i < 5; i++)
        {
            using var file = await client.GetAsync(links[i]);
            Assert.Equal(contents[i], await file.Content.ReadAsByteArrayAsync());
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal($"photo {i} 照片.jpg", file.Content.Headers.ContentDisposition.FileNameStar);
            Assert.Equal("image/jpeg", file.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("default-src 'none'; sandbox", Assert.Single(file.Headers.GetValues("Content-Security-Policy")));
            Assert.True(file.Headers.CacheControl!.NoStore);
        }

        var other = site.Visitor();
        await other.TrackAsync(await other.FileAsync("Another case"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(links[0])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await site.Visitor().GetAsync(links[0])).Status);
    }

    [Fact]
    public async Task A_file_too_large_or_too_many_is_named_and_the_rest_is_kept_through_an_error()
    {
        var visitor = site.Visitor();
        var form = (await visitor.FilledAsync("")).File("huge.png", Content(11 * Megabyte, 1)).File("empty.txt", []);
        for (var i = 0; i < 6; i++)
        {
            form.File($"small{i}.txt", Content(100, i));
        }

        var page = await visitor.SendAsync(form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var error = page.ErrorAt(FieldNames.Files)!;
        Assert.Contains("huge.png", error);
        Assert.Contains("empty.txt", error);
        Assert.Contains("small5.txt", error);
        Assert.DoesNotContain("small4.txt", error);
        Assert.NotNull(page.ErrorAt(FieldNames.Description));

        var again = page.Form("file");
        var references = again.All(FieldNames.KeptFile);
        Assert.Equal(5, references.Count);
        again.Set(FieldNames.Description, "Kept files").Add(FieldNames.RemoveFile, references[1]).File("one more.txt", Content(7, 9));
        var keys = PublicVisitor.KeysOf(await visitor.SendAsync(again));
        page = await visitor.TrackAsync(keys);
        Assert.Equal(
            ["small0.txt", "small2.txt", "small3.txt", "small4.txt", "one more.txt"],
            page.Page.QuerySelectorAll(".message-file a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task A_forged_reference_to_a_file_is_no_file()
    {
        var visitor = site.Visitor();
        var page = await visitor.SendAsync((await visitor.FilledAsync("Forged file")).Add(FieldNames.KeptFile, "CfDJ8forged"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.ErrorAt(FieldNames.Files));
        PublicVisitor.KeysOf(await visitor.SendAsync(page.Form("file")));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\\Users\\me\\bill.pdf", "bill.pdf")]
    [InlineData("<img src=x onerror=alert(1)>.html", "img src=x onerror=alert(1).html")]
    [InlineData(".htaccess", "htaccess")]
    public async Task A_wicked_name_is_harmless(string sent, string shown)
    {
        var visitor = site.Visitor();
        var page = await visitor.TrackAsync(PublicVisitor.KeysOf(await visitor.SendAsync((await visitor.FilledAsync("Wicked " + shown)).File(sent, [60, 98, 62]))));
        var link = page.Page.QuerySelector(".message-file a")!;
        Assert.Equal(shown, link.TextContent);
        using var client = site.Host.Client(visitor.Cookies);
        using var file = await client.GetAsync(link.GetAttribute("href"));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.NotEqual("text/html", file.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_message_may_be_a_file_alone()
    {
        var visitor = site.Visitor();
        var page = await visitor.TrackAsync(await visitor.FileAsync());
        var empty = await visitor.SendAsync(page.Form("add"));
        Assert.NotNull(empty.ErrorAt(FieldNames.Message));
        page = await visitor.SendAsync(empty.Form("add").File("bill.pdf", Content(50, 3)));
        Assert.Equal("bill.pdf", page.Page.QuerySelector(".message-file a")!.TextContent);
    }

    [Fact]
    public async Task A_body_beyond_its_bounds_loses_its_files_and_nothing_typed()
    {
        await using var host = await HubHostFixture.StartAsync(null, [.. PublicHost.Generous, $"--Public:BodyBytes={2 * Megabyte}", $"--Public:DrainBytes={40 * Megabyte}"]);
        var visitor = new PublicVisitor(host, "en");
        var form = (await visitor.FilledAsync("Beyond")).File("film.mov", Content(30 * Megabyte, 1)).File("late.txt", Content(20, 2));
        var page = await visitor.SendAsync(form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("film.mov", page.ErrorAt(FieldNames.Files));
        Assert.Empty(page.Form("file").All(FieldNames.KeptFile));
        Assert.Equal(("Beyond", "wang@example.com"), (page.Form("file")[FieldNames.Description], page.Form("file")[FieldNames.Email]));
        PublicVisitor.KeysOf(await visitor.SendAsync(page.Form("file")));
    }

    [Fact]
    public async Task A_body_beyond_all_bounds_gets_a_clear_answer_while_it_is_still_being_sent()
    {
        await using var host = await HubHostFixture.StartAsync(null, [.. PublicHost.Generous, $"--Public:BodyBytes={2 * Megabyte}", $"--Public:DrainBytes={40 * Megabyte}", $"--Public:TextBytes={Megabyte}"]);
        var visitor = new PublicVisitor(host, "en");
        var page = await visitor.SendAsync((await visitor.FilledAsync(new string('x', 2 * Megabyte))).File("film.mov", Content(30 * Megabyte, 1)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
        Assert.Contains("too large together", page.Text);
        PublicVisitor.KeysOf(await visitor.SendAsync(await visitor.FilledAsync("Within")));
    }

    private static byte[] Content(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
