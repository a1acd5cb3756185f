using System.Diagnostics;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace FeedbackHub.Tests.Browser;

/// <summary>A handler's work from signing in to signing out, by keys alone.</summary>
[Collection("Browser")]
public sealed class KeyboardJourney(Chromium chromium, ITestOutputHelper output)
{
    [Fact]
    public async Task A_case_is_found_claimed_noted_answered_handed_over_asked_about_and_resolved_without_a_mouse()
    {
        chromium.Need();
        await using var host = await HubHostFixture.StartAsync();
        var wei = await host.Hub.HandlerAsync("Wei Zhang", host.Hub.FirstDepartment);
        await host.Hub.HandlerAsync("Lin Hua", host.Hub.FirstDepartment);
        await host.Hub.FileAsync();
        var receipt = await host.Hub.FileAsync();
        var email = await host.GivePasswordAsync(wei);
        var keys = new Keyboard(await chromium.PageAsync(host.BaseAddress));
        var page = keys.Page;
        var clock = Stopwatch.StartNew();

        await page.GotoAsync("/sign-in?returnUrl=/staff/queue");
        await keys.TabToAsync("input[name=email]");
        await keys.TypeAsync(email);
        await keys.TabToAsync("input[name=password]");
        await keys.TypeAsync(HubHostFixture.Password);
        await keys.PressAsync("Enter");

        // The queue: from view to view, up and down, search, claim, open.
        await page.Locator("[data-queue] h1").WaitForAsync();
        await keys.PressAsync("g");
        await keys.PressAsync("u");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await keys.PressAsync("j");
        await keys.AtAsync("tbody tr:last-child");
        await keys.PressAsync("ArrowUp");
        await keys.AtAsync("tbody tr:first-child");
        await keys.PressAsync("?");
        await keys.AtAsync("dialog[open] button");
        await keys.PressAsync("Escape");
        await keys.AtAsync("tbody tr:first-child");
        await keys.PressAsync("/");
        await keys.AtAsync("[data-search]");
        await keys.TypeAsync(receipt.Number);
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await keys.PressAsync("Enter");
        await keys.AtAsync("tbody tr");
        await keys.PressAsync("c");
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync("Wei Zhang");
        await keys.AtAsync("tbody tr");
        await keys.PressAsync("Enter");

        // The case: a note, an answer.
        await page.Locator("#box-reply textarea").WaitForAsync();
        await page.Locator(".case[data-keys]").WaitForAsync();
        await keys.PressAsync("n");
        await keys.AtAsync("#box-note textarea");
        await keys.TypeAsync("Third one this week.");
        await keys.PressAsync("Control+Enter");
        await Timeline(page, "Third one this week.");
        await keys.PressAsync("Escape");
        await keys.PressAsync("r");
        await keys.AtAsync("#box-reply textarea");
        await keys.TypeAsync("We look into it.");
        await keys.PressAsync("Control+Enter");
        await Timeline(page, "We look into it.");
        await keys.PressAsync("Escape");

        // Handing over: Esc gives the focus back to the message it was on.
        await keys.PressAsync("j");
        await keys.AtAsync("[data-message]");
        await page.EvaluateAsync("() => { window.before = document.activeElement; }");
        await keys.PressAsync("h");
        await keys.AtAsync("dialog[open] select");
        await keys.PressAsync("Escape");
        await page.Locator("dialog[open]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.WaitForFunctionAsync("() => document.activeElement === window.before");
        await HandOverAsync(keys, host, receipt, "Lin Hua");
        await HandOverAsync(keys, host, receipt, "Wei Zhang");

        // Asking back is a button behind the text; so is resolving, with its dialog.
        await keys.PressAsync("r");
        await keys.AtAsync("#box-reply textarea");
        await keys.TypeAsync("Which model is it?");
        await keys.TabToAsync("#box-reply button.case-button:nth-of-type(2)");
        await keys.PressAsync("Enter");
        await Timeline(page, "Which model is it?");
        Assert.Equal(CaseState.WaitingForCustomer, await StateAsync(host, receipt));
        await keys.PressAsync("r");
        await keys.AtAsync("#box-reply textarea");
        await keys.TabToAsync("#box-reply button.case-button:nth-of-type(3)");
        await keys.PressAsync("Enter");
        await keys.AtAsync("dialog[open] textarea");
        await keys.PressAsync("Escape");
        await keys.AtAsync("#box-reply button.case-button:nth-of-type(3)");
        await keys.PressAsync("Enter");
        await keys.AtAsync("dialog[open] textarea");
        await keys.TypeAsync("A new one is on its way.");
        await keys.TabToAsync("dialog[open] .resolve-outcome label:first-of-type input");
        await keys.PressAsync("Space");
        await keys.TabToAsync("dialog[open] .case-field:nth-of-type(2) textarea");
        await keys.TypeAsync("Replaced.");
        await keys.TabToAsync("dialog[open] button.primary");
        await keys.PressAsync("Enter");
        await Timeline(page, "A new one is on its way.");
        Assert.Equal(CaseState.Resolved, await StateAsync(host, receipt));

        // Back to the queue, on the row one came from; and out.
        await page.WaitForFunctionAsync("() => !document.querySelector('dialog[open]')");
        await keys.PressAsync("Escape");
        await page.Locator("[data-queue]").WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await keys.AtAsync("tbody tr");
        await keys.TabToAsync(".staff-nav-foot form button", back: true);
        await keys.PressAsync("Enter");
        await page.Locator("input[name=password]").WaitForAsync();
        output.WriteLine($"{keys.Stops} stops looked at in {clock.Elapsed.TotalSeconds:F1} s");
    }

    [Fact]
    public async Task A_reason_left_by_Esc_is_there_again_when_the_dialog_is_opened_once_more()
    {
        chromium.Need();
        await using var host = await HubHostFixture.StartAsync();
        var wei = await host.Hub.HandlerAsync("Wei Zhang", host.Hub.FirstDepartment);
        var receipt = await host.Hub.FileAsync();
        var screen = await StaffScreen.SignInAsync(host, await chromium.PageAsync(host.BaseAddress), wei, $"/staff/cases/{receipt.Number}");
        var keys = new Keyboard(screen.Page);
        await screen.Page.Locator(".case[data-keys]").WaitForAsync();

        await OpenRefusalAsync(keys);
        await keys.TypeAsync("这不属于我们的业务。");
        await keys.PressAsync("Escape");
        await screen.Page.Locator("dialog[open]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await keys.AtAsync(".case-menu summary");
        Assert.Equal(CaseState.New, await StateAsync(host, receipt));

        await screen.Page.ReloadAsync();
        await screen.Page.Locator(".case[data-keys]").WaitForAsync();
        await OpenRefusalAsync(keys);
        await Assertions.Expect(screen.Page.Locator("dialog[open] textarea")).ToHaveValueAsync("这不属于我们的业务。");
        await keys.PressAsync("Control+Enter");
        await screen.Page.Locator("dialog[open]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal(CaseState.NotAccepted, await StateAsync(host, receipt));
        Assert.Empty(await host.Hub.ReadAsync(db => db.Drafts.ToListAsync()));
    }

    private static async Task OpenRefusalAsync(Keyboard keys)
    {
        await keys.TabToAsync(".case-menu summary");
        await keys.PressAsync("Enter");
        for (var i = 0; i < 10 && !await keys.Page.EvaluateAsync<bool>("() => document.activeElement.innerText.includes('Do not accept')"); i++)
        {
            await keys.TabToAsync(".case-menu li button");
        }

        await keys.PressAsync("Enter");
        await keys.AtAsync("dialog[open] textarea");
    }

    private static async Task HandOverAsync(Keyboard keys, HubHostFixture host, Receipt receipt, string to)
    {
        await keys.PressAsync("h");
        await keys.AtAsync("dialog[open] select");
        await keys.TabToAsync("dialog[open] input[type=radio]");
        for (var i = 0; i < 5 && await keys.Page.Locator("dialog[open] label", new() { HasText = to }).Locator("input").IsCheckedAsync() is false; i++)
        {
            await keys.PressAsync("ArrowDown");
        }

        await keys.TabToAsync("dialog[open] textarea");
        await keys.TypeAsync("Knows this machine.");
        await keys.PressAsync("Control+Enter");
        await keys.Page.Locator("dialog[open]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(keys.Page.Locator(".record-handler")).ToContainTextAsync(to);
        Assert.Equal(to, await host.Hub.ReadAsync(db => db.Cases.Where(c => c.Id == receipt.CaseId).Join(db.Staff, c => c.HandlerId, s => s.Id, (_, s) => s.Name).SingleAsync()));
    }

    private static Task Timeline(IPage page, string text) => Assertions.Expect(page.Locator(".case-timeline")).ToContainTextAsync(text);

    private static Task<CaseState> StateAsync(HubHostFixture host, Receipt receipt) =>
        host.Hub.ReadAsync(db => db.Cases.Where(c => c.Id == receipt.CaseId).Select(c => c.State).SingleAsync());
}
