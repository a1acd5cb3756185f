using System.Diagnostics;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace FeedbackHub.Tests.Browser;

/// <summary>The main job, from end to end, in real browsers side by side.</summary>
[Collection("Browser")]
public sealed class ComplaintJourney(Chromium chromium, ITestOutputHelper output)
{
    [Theory]
    [InlineData("zh-CN", 1440, "退款三周了还没到账，客服每次说法都不一样。", "请把 99 元退给我，并告诉我卡在哪里。")]
    [InlineData("en-GB", 390, "Your technician came once, and I have been billed twice for the visit.", "Return the second charge.")]
    public async Task A_complaint_is_filed_worked_live_called_unsolved_and_closed(string locale, int width, string description, string wish)
    {
        chromium.Need();
        await using var host = await HubHostFixture.StartAsync(null, "--Public:MinimumSeconds=0");
        var wei = await host.Hub.HandlerAsync("Wei Zhang", host.Hub.FirstDepartment);
        var jing = await host.Hub.SupervisorAsync("何静");
        var handler = await StaffScreen.SignInAsync(host, await chromium.PageAsync(host.BaseAddress, locale), wei, "/staff/queue?view=unassigned");
        var supervisor = await StaffScreen.SignInAsync(host, await chromium.PageAsync(host.BaseAddress, locale), jing, "/staff/dashboard");
        var customer = new Customer(await chromium.PageAsync(host.BaseAddress, locale, width, 844));
        await handler.MarkAsync();
        await supervisor.MarkAsync();

        var (number, code) = await customer.FileAsync(description, wish);
        var filed = Stopwatch.StartNew();
        await handler.Row(number).WaitForAsync();
        output.WriteLine($"{locale}: in the open queue {filed.ElapsedMilliseconds} ms after the receipt was read");
        Assert.True(filed.Elapsed < TimeSpan.FromSeconds(1), $"The row appeared after {filed.Elapsed}.");
        Assert.False(await handler.WasReloadedAsync());

        // The handler takes it from the keyboard, and asks back.
        await handler.Row(number).ClickAsync();
        await handler.Page.GotoAsync($"/staff/cases/{number}");
        await handler.Page.Locator("#box-reply textarea").WaitForAsync();
        await handler.ReplyAsync("Which account should it go to? 请问退到哪个账户？", wait: true);
        Assert.Equal(CaseState.WaitingForCustomer, await StateAsync(host, number));

        // The customer sees the question and answers; the handler sees the answer without a reload.
        await handler.MarkAsync();
        await customer.OpenAsync(number, code);
        await Assertions.Expect(customer.Page.Locator(".conversation")).ToContainTextAsync("请问退到哪个账户？");
        await customer.WriteAsync("尾号 6612 的那张卡。The card ending in 6612.");
        var answered = Stopwatch.StartNew();
        await handler.Page.Locator("#main", new() { HasText = "The card ending in 6612." }).WaitForAsync();
        output.WriteLine($"{locale}: the answer on the case page after {answered.ElapsedMilliseconds} ms");
        Assert.False(await handler.WasReloadedAsync());
        Assert.Equal(CaseState.InProgress, await StateAsync(host, number));

        await handler.ResolveAsync("It was paid back today. 今天已退回。", "Refunded in full. 全额退款。");
        Assert.Equal(CaseState.Resolved, await StateAsync(host, number));

        // Not solved: it is back, on top of the handler's queue.
        await handler.Page.GotoAsync("/staff/queue?view=mine");
        await customer.SaySolvedAsync(false, "银行还没有收到。The bank has not got it.");
        await handler.Row(number).WaitForAsync();
        Assert.Contains(number, await handler.Page.Locator("tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(CaseState.Reopened, await StateAsync(host, number));

        await handler.Page.GotoAsync($"/staff/cases/{number}");
        await handler.Page.Locator("#box-reply textarea").WaitForAsync();
        await handler.ResolveAsync("The bank confirms it. 银行已确认到账。", "Confirmed by the bank. 银行确认。");
        await customer.SaySolvedAsync(true);
        Assert.Equal(CaseState.Closed, await StateAsync(host, number));

        // The supervisor's dashboard moved with it.
        await supervisor.Page.WaitForFunctionAsync("() => document.querySelector('#main').innerText.includes('100')");
        Assert.False(await supervisor.WasReloadedAsync());
    }

    private static Task<CaseState> StateAsync(HubHostFixture host, string number) =>
        host.Hub.ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.State).SingleAsync());
}
