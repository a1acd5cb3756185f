using Microsoft.Playwright;

namespace FeedbackHub.Tests.Browser;

/// <summary>A customer at the public site. What they see is looked up by field, not by words: both languages walk the same way.</summary>
internal sealed class Customer(IPage page)
{
    public IPage Page => page;

    /// <summary>Files a complaint with an e-mail address, and reads number and code off the receipt.</summary>
    public async Task<(string Number, string Code)> FileAsync(string description, string wish)
    {
        await page.GotoAsync("/file");
        await page.Locator("input[name=kind][value=complaint]").CheckAsync(new() { Force = true });
        await page.Locator("textarea[name=description]").FillAsync(description);
        await page.Locator("[name=wish]").FillAsync(wish);
        await page.Locator("input[name=identity][value=named]").CheckAsync(new() { Force = true });
        await page.Locator("input[name=name]").FillAsync("陈小雨");
        await page.Locator("input[name=email]").FillAsync("chen@example.org");
        await page.Locator("form button[type=submit]").Last.ClickAsync();
        await page.Locator(".receipt .key").First.WaitForAsync();
        var keys = await page.Locator(".receipt .key").AllInnerTextsAsync();
        return (keys[0].Trim(), keys[1].Trim());
    }

    /// <summary>Opens the case with what the receipt said.</summary>
    public async Task OpenAsync(string number, string code)
    {
        await page.GotoAsync("/track");
        await page.Locator("input[name=number]").FillAsync(number);
        await page.Locator("input[name=code]").FillAsync(code);
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator(".conversation").WaitForAsync();
    }

    /// <summary>Writes in the conversation.</summary>
    public async Task WriteAsync(string text)
    {
        await page.Locator("textarea[name=message]").FillAsync(text);
        await page.Locator("form[action='/track/message'] button[type=submit]").ClickAsync();
        await page.Locator(".thanks").WaitForAsync();
    }

    /// <summary>Says whether it is solved.</summary>
    public async Task SaySolvedAsync(bool solved, string why = "")
    {
        await page.GotoAsync("/track/case");
        await page.Locator($"input[name=solved][value={(solved ? "yes" : "no")}]").CheckAsync(new() { Force = true });
        if (!solved)
        {
            await page.Locator("textarea[name=why]").FillAsync(why);
        }

        await page.Locator("form[action='/track/solved'] button[type=submit]").ClickAsync();
        await page.Locator(".thanks").WaitForAsync();
    }
}
