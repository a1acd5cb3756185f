using System.Net;
using FeedbackHub.App.Public;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Public;

public class FormTests(PublicHost site) : IClassFixture<PublicHost>
{
    private static readonly Dictionary<string, string> Typed = new()
    {
        [FieldNames.Kind] = "enquiry",
        [FieldNames.Description] = "\n  First line <b>\n\n“last”  ",
        [FieldNames.When] = "last Tuesday",
        [FieldNames.Where] = "Hall & 2",
        [FieldNames.Whom] = "Mr \"X\"",
        [FieldNames.Wish] = "Money\nback",
        [FieldNames.Identity] = FilingForm.Named,
        [FieldNames.Name] = "王敏 😀",
        [FieldNames.Email] = "not an address",
        [FieldNames.Phone] = "call me",
        [FieldNames.ContactBy] = "phone",
        [FieldNames.Language] = "zh-Hans",
    };

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Errors_stand_beside_their_fields_and_everything_typed_is_kept(string language)
    {
        var visitor = site.Visitor(language);
        var page = await visitor.SendAsync(Fill((await visitor.GetAsync(PublicPaths.File)).Form("file")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.ErrorAt(FieldNames.Email));
        Assert.NotNull(page.ErrorAt(FieldNames.Phone));
        AssertKept(page.Form("file"));

        var empty = await visitor.SendAsync((await visitor.GetAsync(PublicPaths.File)).Form("file"));
        Assert.NotNull(empty.ErrorAt(FieldNames.Kind));
        Assert.NotNull(empty.ErrorAt(FieldNames.Description));
        Assert.NotNull(empty.ErrorAt(FieldNames.Email));
    }

    [Fact]
    public async Task Too_long_a_text_comes_back_whole()
    {
        var visitor = site.Visitor();
        var form = (await visitor.FilledAsync(new string('长', 100_001))).Set(FieldNames.Where, new string('x', 501));
        var page = await visitor.SendAsync(form);
        Assert.NotNull(page.ErrorAt(FieldNames.Description));
        Assert.NotNull(page.ErrorAt(FieldNames.Where));
        Assert.Equal(100_001, page.Form("file")[FieldNames.Description].Length);
    }

    [Fact]
    public async Task An_expired_token_shows_the_form_again_and_the_next_press_files_it()
    {
        var visitor = site.Visitor();
        var form = Fill((await visitor.GetAsync(PublicPaths.File)).Form("file")).Set(FieldNames.Email, "a@example.com").Set(FieldNames.Phone, "12345");
        var elsewhere = site.Visitor(); // no cookie that fits the token
        var page = await elsewhere.SendAsync(form.File("photo.jpg", [1, 2, 3]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Nothing is lost", page.Summary);
        AssertKept(page.Form("file"), FieldNames.Email, FieldNames.Phone);
        Assert.Equal(form[FieldNames.FormKey], page.Form("file")[FieldNames.FormKey]);
        PublicVisitor.KeysOf(await elsewhere.SendAsync(page.Form("file")));
    }

    [Theory]
    [InlineData(FieldNames.FormKey)]
    [InlineData(FieldNames.IssuedAt)]
    public async Task A_forged_foreign_or_missing_seal_is_replaced_and_nothing_lost(string field)
    {
        var visitor = site.Visitor();
        var foreign = (await visitor.GetAsync(PublicPaths.Box)).Form("box")[field];
        foreach (var wrong in (string[])["forged", "", foreign])
        {
            var page = await visitor.SendAsync((await visitor.FilledAsync("Sealed " + wrong)).Set(field, wrong));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Equal("Sealed " + wrong, page.Form("file")[FieldNames.Description]);
            Assert.NotEqual(wrong, page.Form("file")[field]);
            PublicVisitor.KeysOf(await visitor.SendAsync(page.Form("file")));
        }
    }

    [Fact]
    public async Task A_filled_trap_loses_nothing()
    {
        var visitor = site.Visitor();
        var page = await visitor.SendAsync((await visitor.FilledAsync("Trapped")).Set(FieldNames.Trap, "https://spam.example"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("should stay empty", page.Summary);
        Assert.Equal("", page.Form("file")[FieldNames.Trap]);
        PublicVisitor.KeysOf(await visitor.SendAsync(page.Form("file")));
    }

    [Fact]
    public async Task A_category_is_filed_and_an_unknown_one_is_not()
    {
        var category = await site.Hub.CategoryAsync("Bus", site.Hub.FirstDepartment);
        var child = await site.Hub.CategoryAsync("Late bus", parent: category);
        var visitor = site.Visitor();
        var form = (await visitor.FilledAsync("Bus")).Set(FieldNames.Topic, $"{category}").Set(FieldNames.CategoryOf($"{category}"), $"{child}");
        var number = PublicVisitor.KeysOf(await visitor.SendAsync(form)).Number;
        Assert.Equal(child, await site.Hub.ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.CategoryId).SingleAsync()));

        foreach (var unknown in (string[])["999999", "x", "-1"])
        {
            var page = await visitor.SendAsync((await visitor.FilledAsync("Bus")).Set(FieldNames.Topic, unknown));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.NotNull(page.ErrorAt(FieldNames.Topic));
        }
    }

    [Fact]
    public async Task What_is_no_form_is_answered_plainly()
    {
        using var client = site.Host.Client();
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(PublicPaths.File, json)).StatusCode);
        using var cut = new StringContent("--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\ncompl");
        cut.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(PublicPaths.File, cut)).StatusCode);
    }

    private static SentForm Fill(SentForm form)
    {
        foreach (var (name, value) in Typed)
        {
            form.Set(name, value);
        }

        return form;
    }

    private static void AssertKept(SentForm form, params string[] except)
    {
        foreach (var (name, value) in Typed.Where(t => !except.Contains(t.Key)))
        {
            Assert.Equal((name, value), (name, form[name]));
        }
    }
}
