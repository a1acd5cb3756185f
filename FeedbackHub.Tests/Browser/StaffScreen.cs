using FeedbackHub.Core.Access;
using FeedbackHub.Tests.Support;
using Microsoft.Playwright;

namespace FeedbackHub.Tests.Browser;

/// <summary>Somebody of the staff before their screen.</summary>
internal sealed class StaffScreen(IPage page)
{
    public IPage Page => page;

    /// <summary>Signs in through the page of signing in and waits for the live queue.</summary>
    public static async Task<StaffScreen> SignInAsync(HubHostFixture host, IPage page, Actor staff, string address)
    {
        return await SignInAsync(await host.GivePasswordAsync(staff), page, address);
    }

    /// <summary>The same, for somebody who has the usual password.</summary>
    public static async Task<StaffScreen> SignInAsync(string email, IPage page, string address)
    {
        await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(address)}");
        await page.Locator("input[name=email]").FillAsync(email);
        await page.Locator("input[name=password]").FillAsync(HubHostFixture.Password);
        await page.Locator("button[type=submit]").First.ClickAsync();
        await page.Locator("#main h1").First.WaitForAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.started !== undefined");
        return new StaffScreen(page);
    }

    /// <summary>The row of a case in the queue.</summary>
    public ILocator Row(string number) => page.Locator("tbody tr", new() { HasText = number });

    /// <summary>Marks the document, so that <see cref="WasReloadedAsync"/> can tell.</summary>
    public Task MarkAsync() => page.EvaluateAsync("() => { window.unreloaded = true; }");

    /// <summary>True where the document is another one than the marked one.</summary>
    public async Task<bool> WasReloadedAsync() => !await page.EvaluateAsync<bool>("() => window.unreloaded === true");

    /// <summary>Writes into the reply box.</summary>
    public async Task ReplyAsync(string text, bool wait)
    {
        var box = page.Locator("#box-reply textarea");
        await box.FillAsync(text);
        await page.Locator("#box-reply button.case-button").Nth(wait ? 1 : 0).ClickAsync();
        await page.Locator("#main", new() { HasText = text }).WaitForAsync();
        await Assertions.Expect(box).ToHaveValueAsync("");
    }

    /// <summary>Decides the case in the dialog.</summary>
    public async Task ResolveAsync(string message, string decision)
    {
        await page.Locator("#box-reply button.case-button").Nth(2).ClickAsync();
        var dialog = page.Locator("dialog[open]");
        await dialog.Locator("textarea").First.FillAsync(message);
        await dialog.Locator("input[type=radio]").First.CheckAsync();
        await dialog.Locator("textarea").Nth(1).FillAsync(decision);
        await dialog.Locator("button.primary").ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }
}
