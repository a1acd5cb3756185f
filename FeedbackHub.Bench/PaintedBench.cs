using System.Globalization;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace FeedbackHub.Bench;

/// <summary>How long it takes from a change until its row is painted on a handler's screen.</summary>
internal static class PaintedBench
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>
    /// Stamps each row that comes: a mutation is seen once all of a batch is in the document, the next frame is asked for, and the
    /// message sent from within that frame arrives when it has been painted.
    /// </summary>
    private const string Watch = """
        () => {
          const rows = () => [...document.querySelectorAll("tbody tr[data-case]")].map(row => row.dataset.case);
          const known = new Set(rows());
          window.painted = {};
          window.watch?.disconnect();
          window.watch = new MutationObserver(() => {
            const fresh = rows().filter(id => !known.has(id));
            fresh.forEach(id => known.add(id));
            if (fresh.length === 0) return;
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => fresh.forEach(id => { window.painted[id] = Date.now(); });
              port2.postMessage(null);
            });
          });
          window.watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-case"] });
        }
        """;

    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync(Run run)
    {
        var program = Environment.GetEnvironmentVariable("FEEDBACKHUB_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);
        _ = program ?? throw new NotHereException("no Chromium: apt-get install chromium");
        var changes = run.Of(200, 20);
        await using var company = await Company.FoundAsync(run.Engine, run.Of(10_000, 1000));
        await using var hub = await ServerProcess.HubAsync(company, more: ["--environment=Development", "--Demo:Fill=false"]);
        using var api = hub.Client(company.Token);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
        var page = await OpenQueueAsync(browser, hub);
        var rows = new List<string[]>();
        foreach (var perSecond in new[] { 2, 20 })
        {
            await page.ReloadAsync();
            await page.Locator("tbody tr[data-case]").First.WaitForAsync();
            await FileAsync(api, page, perSecond, changes / 10); // does not count
            var timings = await TimeAsync(company, await FileAsync(api, page, perSecond, changes));
            Console.WriteLine($"  {perSecond}/s: p50 {timings.At(.5):F0} ms, p99 {timings.At(.99):F0} ms");
            rows.Add([$"{changes} changes, {perSecond} a second", $"{timings.At(.5):F0}", $"{timings.At(.95):F0}", $"{timings.At(.99):F0}"]);
        }

        var section = run.Section("Painted");
        section.Say("A handler has the queue open in Chromium (headless, on the same machine); cases are filed through the API. Timed from the instant of the change (taken before its commit) until the frame with the case's new row has been painted. A circuit is told at most every 250 ms (`LiveSession.Flush`): of changes that come faster most wait for the next telling. The hub runs as in development, for only so are its styles and scripts found where they were built.");
        section.Table(["", "p50 ms", "p95 ms", "p99 ms"], rows);
        return section;
    }

    private static async Task<IPage> OpenQueueAsync(IBrowser browser, ServerProcess hub)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = hub.Address.ToString(), Locale = "en-GB", ViewportSize = new() { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString("/staff/queue?view=all&sort=newest")}");
        await page.Locator("input[name=email]").FillAsync(Company.EmailOf(1));
        await page.Locator("input[name=password]").FillAsync(Company.Password);
        await page.Locator("button[type=submit]").First.ClickAsync();
        await page.Locator("tbody tr[data-case]").First.WaitForAsync();
        return page;
    }

    /// <summary>Files so many at this pace; answers when each was painted, by the case's id.</summary>
    private static async Task<Dictionary<long, double>> FileAsync(HttpClient api, IPage page, int perSecond, int changes)
    {
        await page.EvaluateAsync(Watch);
        var (filed, _) = await Clients.PaceAsync(perSecond, TimeSpan.FromSeconds((double)changes / perSecond), () => IntakeBench.FileAsync(api));
        await page.WaitForFunctionAsync("count => Object.keys(window.painted).length >= count", filed);
        var painted = await page.EvaluateAsync<Dictionary<string, double>>("() => window.painted");
        return painted.ToDictionary(p => long.Parse(p.Key, CultureInfo.InvariantCulture), p => p.Value);
    }

    /// <summary>The instants of the changes stand in the journal.</summary>
    private static async Task<Timings> TimeAsync(Company company, Dictionary<long, double> painted)
    {
        var ids = painted.Keys.Select(id => (long?)id).ToList();
        var filed = await company.Use<HubDatabase>().ReadAsync(db =>
            db.Journal.Where(j => j.Kind == JournalKind.Filed && ids.Contains(j.CaseId)).Select(j => new { j.CaseId, j.At }).ToListAsync());
        return new Timings(filed.Select(f => painted[f.CaseId!.Value] - (f.At.ToUnixTimeTicks() / 10_000.0)), 0);
    }
}
