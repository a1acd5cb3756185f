using System.Text;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace FeedbackHub.Tests.Browser;

/// <summary>The public site with JavaScript switched off.</summary>
[Collection("Browser")]
public sealed class NoScriptJourney(Chromium chromium)
{
    private const string Description = "退款三周了还没到账。\nThree weeks, and no refund.";

    [Theory]
    [InlineData("en-GB", "en", "zh-Hans")]
    [InlineData("zh-CN", "zh-Hans", "en")]
    public async Task A_complaint_with_mistakes_and_a_file_is_filed_in_the_other_language_followed_and_withdrawn(string locale, string own, string other)
    {
        chromium.Need();
        await using var host = await HubHostFixture.StartAsync(null, "--Public:MinimumSeconds=0");
        var customer = new Customer(await chromium.PageAsync(host.BaseAddress, locale, 390, 844, scripts: false));
        var page = customer.Page;

        await page.GotoAsync("/");
        await page.Locator("a.way-first").ClickAsync();
        await page.Locator("textarea[name=description]").FillAsync(Description);
        await page.Locator("[name=wish]").FillAsync("The money");
        await page.Locator("input[name=email]").FillAsync("not an address");
        await SendAsync(page);
        await Assertions.Expect(page.Locator("#kind-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#email-error")).ToBeVisibleAsync();
        await TypedAsync(page, "not an address");

        // Into the other language and back, with what was typed and a file just chosen.
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "账单.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("99 元") });
        await page.Locator("input[name=kind][value=complaint]").CheckAsync(new() { Force = true });
        await SwitchAsync(page, other);
        await TypedAsync(page, "not an address");
        await Assertions.Expect(page.Locator(".kept-file")).ToContainTextAsync("账单.txt");
        await Assertions.Expect(page.Locator("input[name=kind][value=complaint]")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("[data-summary]")).ToHaveCountAsync(0);
        await SwitchAsync(page, own);
        await SwitchAsync(page, other);
        await TypedAsync(page, "not an address");

        // Enter in a field sends it: the language's button comes first on the page, and is not the one pressed.
        await page.Locator("input[name=email]").FillAsync("chen@example.org");
        await page.Locator("input[name=name]").FillAsync("陈小雨");
        await page.Locator("input[name=name]").PressAsync("Enter");
        await page.Locator(".receipt .key").First.WaitForAsync();
        Assert.Equal(other, await page.Locator("html").GetAttributeAsync("lang"));
        var keys = await page.Locator(".receipt .key").AllInnerTextsAsync();
        var filed = await host.Hub.ReadAsync(db => db.Cases.Include(c => c.Attachments).SingleAsync());
        Assert.Equal((Description, "The money", other, 1), (filed.Description, filed.Wanted, filed.CustomerLanguage, filed.Attachments.Count));

        await customer.OpenAsync(keys[0].Trim(), keys[1].Trim());
        await Assertions.Expect(page.Locator(".message-file")).ToContainTextAsync("账单.txt");
        await page.Locator("textarea[name=message]").FillAsync("One thing more. 还有一件事。");
        await SwitchAsync(page, own);
        await Assertions.Expect(page.Locator("textarea[name=message]")).ToHaveValueAsync("One thing more. 还有一件事。");
        await page.Locator("form[action='/track/message'] button[type=submit]").ClickAsync();
        await page.Locator(".thanks").WaitForAsync();
        await Assertions.Expect(page.Locator(".conversation")).ToContainTextAsync("还有一件事。");

        await page.Locator(".leave summary").ClickAsync();
        await page.Locator("textarea[name=reason]").FillAsync("已经解决了。");
        await page.Locator("form[action='/track/withdraw'] button[type=submit]").ClickAsync();
        await page.Locator(".thanks").WaitForAsync();
        Assert.Equal(CaseState.Withdrawn, await host.Hub.ReadAsync(db => db.Cases.Select(c => c.State).SingleAsync()));
    }

    [Theory]
    [InlineData("en-GB", "zh-Hans")]
    [InlineData("zh-CN", "en")]
    public async Task A_suggestion_goes_into_the_box_after_a_change_of_language(string locale, string other)
    {
        chromium.Need();
        await using var host = await HubHostFixture.StartAsync(null, "--Public:MinimumSeconds=0");
        var page = await chromium.PageAsync(host.BaseAddress, locale, 390, 844, scripts: false);

        await page.GotoAsync("/box?at=Store%2014");
        await SendAsync(page);
        await Assertions.Expect(page.Locator("#description-error")).ToBeVisibleAsync();
        await page.Locator("textarea[name=description]").FillAsync("门关得太快。");
        await SwitchAsync(page, other);
        await Assertions.Expect(page.Locator("textarea[name=description]")).ToHaveValueAsync("门关得太快。");
        await SendAsync(page);
        await page.Locator(".receipt .key").First.WaitForAsync();

        var filed = await host.Hub.ReadAsync(db => db.Cases.SingleAsync());
        Assert.Equal((CaseKind.Suggestion, "门关得太快。", "Store 14", true), (filed.Kind, filed.Description, filed.Place, filed.Anonymous));
    }

    private static Task SendAsync(IPage page) => page.Locator("main form button[type=submit]").Last.ClickAsync();

    private static async Task SwitchAsync(IPage page, string language)
    {
        await page.Locator($".languages button[lang={language}]").ClickAsync();
        await page.Locator($"html[lang={language}]").WaitForAsync();
    }

    private static async Task TypedAsync(IPage page, string email)
    {
        await Assertions.Expect(page.Locator("textarea[name=description]")).ToHaveValueAsync(Description);
        await Assertions.Expect(page.Locator("[name=wish]")).ToHaveValueAsync("The money");
        await Assertions.Expect(page.Locator("input[name=email]")).ToHaveValueAsync(email);
    }
}
