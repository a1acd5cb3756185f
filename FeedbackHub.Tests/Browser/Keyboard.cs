using Microsoft.Playwright;
using Xunit;

namespace FeedbackHub.Tests.Browser;

/// <summary>Somebody without a mouse. At every stop it must be seen where the focus is: what has it looks different without it.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int Around = 6;

    public IPage Page => page;

    /// <summary>Stops looked at.</summary>
    public int Stops { get; private set; }

    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

    public Task TypeAsync(string text) => page.Keyboard.InsertTextAsync(text);

    /// <summary>Waits until the focus is on what a selector names, and looks whether that can be seen.</summary>
    public async Task AtAsync(string selector)
    {
        await page.WaitForFunctionAsync("s => document.activeElement?.matches(s)", selector);
        await LookAsync();
    }

    /// <summary>Goes on by Tab (or back by Shift+Tab) to what a selector names; each stop on the way is looked at.</summary>
    public async Task TabToAsync(string selector, bool back = false, int most = 60)
    {
        for (var i = 0; i < most; i++)
        {
            await PressAsync(back ? "Shift+Tab" : "Tab");
            if (await page.EvaluateAsync<bool>("() => document.activeElement === document.body"))
            {
                continue; // the end of the page: the browser's own bar comes next
            }

            await LookAsync();
            if (await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
            {
                return;
            }
        }

        Assert.Fail($"{selector} is not within {most} stops.");
    }

    private async Task LookAsync()
    {
        var box = await page.EvaluateAsync<float[]>("""
            () => {
              const at = document.activeElement;
              const rect = at.getBoundingClientRect();
              const seen = rect.width > 2 ? rect : at.closest("label").getBoundingClientRect();
              return [seen.left, seen.top, seen.right, seen.bottom];
            }
            """);
        var view = page.ViewportSize!;
        var (left, top) = (Math.Max(0, box[0] - Around), Math.Max(0, box[1] - Around));
        var (right, bottom) = (Math.Min(view.Width, box[2] + Around), Math.Min(view.Height, box[3] + Around));
        var name = await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)");
        Assert.True(right - left > 2 * Around && bottom - top > 2 * Around, $"The focus is out of sight: {name}");
        var shot = new PageScreenshotOptions { Clip = new Clip { X = left, Y = top, Width = right - left, Height = bottom - top } };
        var with = await page.ScreenshotAsync(shot);
        await page.EvaluateAsync("() => { window.lookedAt = document.activeElement; lookedAt.blur(); }");
        var without = await page.ScreenshotAsync(shot);
        await page.EvaluateAsync("() => lookedAt.focus({ preventScroll: true })");
        Assert.False(with.AsSpan().SequenceEqual(without), $"The focus cannot be seen: {name}");
        Stops++;
    }
}
