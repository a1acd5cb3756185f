using FeedbackHub.App.Public;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Public;

public class NaughtyTests(PublicHost site) : IClassFixture<PublicHost>
{
    private static readonly string[] Texts =
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>", "</textarea><script>1</script>", "\" onfocus=\"alert(1)", "'; DROP TABLE Cases; --",
        "=HYPERLINK(\"http://evil\")", "@SUM(1+1)|cmd", "‮txt.exe‬ مرحبا עברית", "👩‍👩‍👧‍👦 🇨🇳 𠮷野家", "a\u0001\u0008\u001b[31mb\u007fc",
        "late controls: \u0080\u0085\u0091<b>\u0092\u009f\u0081&\u009b31m €…", "\u200b\ufeff\u2028zero",
        "&lt;b&gt; &amp;amp; &#x41;", "{{7*7}} ${7*7} %s %n", "\n\n  leading and trailing  \n\n", "Z̸̡͎a̷l̵g̶o̴", "\t\ttabs", "null", "@Model.Form", "{0} {1}",
    ];

    [Fact]
    public async Task What_is_typed_comes_back_as_typed_and_harmless()
    {
        var visitor = site.Visitor();
        foreach (var text in Texts.Append(string.Concat(Enumerable.Repeat("五万个字符 <b>", 5_000))))
        {
            var line = text.ReplaceLineEndings(" ");
            line = line.Length > 400 ? line[..400] : line;
            var form = (await visitor.FilledAsync(text)).Set(FieldNames.Where, line).Set(FieldNames.Whom, line).Set(FieldNames.Name, line);

            var back = await visitor.SendAsync(form.Set(FieldNames.Kind, ""));
            Assert.Equal(text, back.Form("file")[FieldNames.Description]);
            Assert.Equal(line, back.Form("file")[FieldNames.Where]);
            AssertHarmless(back);

            var keys = PublicVisitor.KeysOf(await visitor.SendAsync(back.Form("file").Set(FieldNames.Kind, "complaint")));
            var stored = await site.Hub.ReadAsync(db => db.Cases.SingleAsync(c => c.Number == keys.Number));
            Assert.Equal((text, line, line, line), (stored.Description, stored.Place, stored.Concerns, stored.CustomerName));

            var page = await visitor.TrackAsync(keys);
            Assert.Equal(text, page.Page.QuerySelector(".message-text")!.TextContent);
            AssertHarmless(page);
            page = await visitor.SendAsync(page.Form("add").Set(FieldNames.Message, text));
            Assert.Equal(text, page.Page.QuerySelectorAll(".message")[1].QuerySelector(".message-text")!.TextContent);
            AssertHarmless(page);
        }
    }

    private static void AssertHarmless(PublicAnswer page)
    {
        Assert.All(page.Page.Scripts, s => Assert.StartsWith("/js/", s.Source));
        Assert.Empty(page.Page.Images);
        Assert.DoesNotContain(page.Page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
    }
}
