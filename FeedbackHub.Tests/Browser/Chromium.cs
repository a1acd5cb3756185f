using Microsoft.Playwright;
using Xunit;

namespace FeedbackHub.Tests.Browser;

/// <summary>
/// One real Chromium for all journeys: the system's own, found by FEEDBACKHUB_CHROMIUM or at the usual places. Without one the
/// journeys are skipped by name.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string? Program { get; } =
        Environment.GetEnvironmentVariable("FEEDBACKHUB_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);

    /// <summary>A page of its own cookies. Its time limit is long enough for a machine that is busy with other tests.</summary>
    internal async Task<IPage> PageAsync(Uri hub, string locale = "en-GB", int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = hub.ToString(),
            Locale = locale,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>Skips the test where there is no Chromium.</summary>
    internal void Need() => Assert.SkipWhen(browser is null, "No Chromium on this machine.");
}

/// <summary>The journeys share one browser and run one after the other: they look at the clock.</summary>
[CollectionDefinition("Browser", DisableParallelization = true)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>;
