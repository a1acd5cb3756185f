using System.Net.Sockets;
using System.Text;
using FeedbackHub.App.Public;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Public;

public class OnceTests(PublicHost site) : IClassFixture<PublicHost>
{
    [Fact]
    public async Task Ten_posts_at_once_make_one_case_with_one_receipt()
    {
        var visitor = site.Visitor();
        var form = (await visitor.FilledAsync("Pressed ten times")).File("a.txt", [1, 2, 3]);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => visitor.SendAsync(form)));
        Assert.Single(receipts.Select(PublicVisitor.KeysOf).Distinct());
        Assert.Equal(1, await CountAsync("Pressed ten times"));
    }

    [Fact]
    public async Task A_retry_after_a_cut_connection_gets_the_same_receipt()
    {
        var visitor = site.Visitor();
        var form = await visitor.FilledAsync("Cut off");
        using (var content = form.Content())
        {
            var body = await content.ReadAsByteArrayAsync();
            using var socket = new TcpClient("127.0.0.1", site.Host.BaseAddress.Port);
            await using var stream = socket.GetStream();
            var head = $"POST {form.Action} HTTP/1.1\r\nHost: {site.Host.BaseAddress.Authority}\r\nContent-Type: {content.Headers.ContentType}\r\n" +
                $"Content-Length: {body.Length}\r\nCookie: {visitor.Cookies.GetCookieHeader(site.Host.BaseAddress)}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(body);
            await stream.FlushAsync();
            Assert.NotEqual(0, await stream.ReadAsync(new byte[1])); // filed, and the receipt's way is cut
        }

        var first = await site.Hub.ReadAsync(db => db.Cases.Where(c => c.Description == "Cut off").Select(c => c.Number).SingleAsync());
        var keys = PublicVisitor.KeysOf(await visitor.SendAsync(form));
        Assert.Equal(first, keys.Number);
        Assert.Equal(1, await CountAsync("Cut off"));
        Assert.Contains("Cut off", (await visitor.TrackAsync(keys)).Text);
    }

    [Fact]
    public async Task A_message_sent_twice_is_one_and_the_same_words_later_are_two()
    {
        var visitor = site.Visitor();
        var page = await visitor.TrackAsync(await visitor.FileAsync());
        var message = page.Form("add").Set(FieldNames.Message, "Hello?");
        await Task.WhenAll(visitor.SendAsync(message), visitor.SendAsync(message), visitor.SendAsync(message));
        page = await visitor.GetAsync(PublicPaths.TrackCase);
        Assert.Equal(1, Count(page));
        Assert.Equal(2, Count(await visitor.SendAsync(page.Form("add").Set(FieldNames.Message, "Hello?"))));

        static int Count(PublicAnswer page) => page.Page.QuerySelectorAll(".message-text").Count(m => m.TextContent == "Hello?");
    }

    private Task<int> CountAsync(string description) => site.Hub.ReadAsync(db => db.Cases.CountAsync(c => c.Description == description));
}
