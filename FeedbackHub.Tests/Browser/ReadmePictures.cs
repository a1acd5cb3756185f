using FeedbackHub.Core.Demo;
using FeedbackHub.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace FeedbackHub.Tests.Browser;

/// <summary>
/// Takes the README's pictures of the demo company. Not part of the suite:
/// <c>dotnet FeedbackHub.Tests/bin/Debug/net10.0/FeedbackHub.Tests.dll -explicit only -class "*ReadmePictures"</c>.
/// </summary>
[Collection("Browser")]
public sealed class ReadmePictures(Chromium chromium)
{
    [Fact(Explicit = true)]
    public async Task Take_them()
    {
        chromium.Need();
        await using var host = await HubHostFixture.StartAsync(null, "--Demo:Fill=true", "--Public:MinimumSeconds=0");
        var folder = Path.Combine(Repository.Root, "docs", "images");
        Directory.CreateDirectory(folder);

        var customer = new Customer(await chromium.PageAsync(host.BaseAddress, "en-GB", 390, 844));
        await customer.Page.GotoAsync("/file");
        await customer.Page.Locator("input[name=kind][value=complaint]").CheckAsync(new() { Force = true });
        await customer.Page.Locator("textarea[name=description]").FillAsync("Your technician came once, on 4 November, and I have been billed on the 5th and again on the 9th.");
        await customer.Page.EvaluateAsync("() => { document.activeElement.blur(); scrollTo(0, 0); }");
        await TakeAsync(customer.Page, Path.Combine(folder, "form.png"));

        var chinese = new Customer(await chromium.PageAsync(host.BaseAddress, "zh-CN", 390, 844));
        await chinese.FileAsync("退款三周了还没到账，客服每次说法都不一样。", "请把 99 元退给我");
        await TakeAsync(chinese.Page, Path.Combine(folder, "receipt.png"));

        var handler = await SignInAsync(host, "wei.zhang@example.org", ColorScheme.Light);
        await handler.GotoAsync("/staff/queue?view=all");
        await handler.Locator("tbody tr").First.WaitForAsync();
        await TakeAsync(handler, Path.Combine(folder, "queue.png"));
        await handler.Locator("tbody tr a").First.ClickAsync();
        await handler.Locator("#box-reply textarea").WaitForAsync();
        await handler.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await TakeAsync(handler, Path.Combine(folder, "case.png"));

        var supervisor = await SignInAsync(host, "he.jing@example.org", ColorScheme.Dark);
        await supervisor.GotoAsync("/staff/dashboard");
        await supervisor.Locator("#dash-oldest").WaitForAsync();
        await supervisor.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await TakeAsync(supervisor, Path.Combine(folder, "dashboard.png"));
    }

    private async Task<IPage> SignInAsync(HubHostFixture host, string email, ColorScheme scheme)
    {
        var page = await chromium.PageAsync(host.BaseAddress, scheme: scheme);
        await page.GotoAsync("/sign-in");
        await page.Locator("input[name=email]").FillAsync(email);
        await page.Locator("input[name=password]").FillAsync(DemoCompany.Password);
        await page.Locator("button[type=submit]").First.ClickAsync();
        await page.Locator("#main h1").First.WaitForAsync();
        return page;
    }

    private static async Task TakeAsync(IPage page, string file)
    {
        await page.EvaluateAsync("() => document.fonts.ready");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
    }
}
