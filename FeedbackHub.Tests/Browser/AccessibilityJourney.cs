using Deque.AxeCore.Playwright;
using FeedbackHub.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace FeedbackHub.Tests.Browser;

/// <summary>axe finds nothing serious on any page, in both languages and both themes.</summary>
[Collection("Browser")]
public sealed class AccessibilityJourney(Chromium chromium)
{
    private static readonly string[] PublicPages = ["/", "/file", "/box", "/box/poster", "/commitment", "/track", "/sign-in", "/nothing-here"];

    private static readonly string[] StaffPages =
    [
        "/staff/queue?view=all", "/staff/dashboard", "/staff/promises", "/staff/notices", "/staff/admin/people", "/staff/admin/departments", "/staff/admin/categories",
        "/staff/admin/calendar", "/staff/admin/calendar/1", "/staff/admin/segments", "/staff/admin/promises", "/staff/admin/promises/versions", "/staff/admin/promises/apply", "/staff/promises/which", "/staff/admin/ladder", "/staff/admin/tokens", "/staff/audit", "/staff/account",
    ];

    [Theory]
    [InlineData("en-GB", ColorScheme.Light)]
    [InlineData("en-GB", ColorScheme.Dark)]
    [InlineData("zh-CN", ColorScheme.Light)]
    [InlineData("zh-CN", ColorScheme.Dark)]
    public async Task No_page_has_a_serious_fault(string locale, ColorScheme scheme)
    {
        chromium.Need();
        await using var host = await HubHostFixture.StartAsync(null, "--Public:MinimumSeconds=0");
        var faults = new List<string>();
        var customer = new Customer(await chromium.PageAsync(host.BaseAddress, locale, 390, 844, scheme));
        foreach (var address in PublicPages)
        {
            await customer.Page.GotoAsync(address);
            faults.AddRange(await FaultsAsync(customer.Page, address));
        }

        var (number, code) = await customer.FileAsync("The door of store 14 closes too fast. 十四号门店的门关得太快。", "Mend it");
        faults.AddRange(await FaultsAsync(customer.Page, "receipt"));
        await customer.OpenAsync(number, code);
        faults.AddRange(await FaultsAsync(customer.Page, "track"));

        var everything = await host.Hub.StaffAsync("Ada", Core.Access.Roles.Supervisor | Core.Access.Roles.Administrator | Core.Access.Roles.Handler);
        var screen = await StaffScreen.SignInAsync(host, await chromium.PageAsync(host.BaseAddress, locale, scheme: scheme), everything, "/staff/queue");
        foreach (var address in StaffPages.Append($"/staff/cases/{number}"))
        {
            await screen.Page.GotoAsync(address);
            await screen.Page.Locator("#main h1").First.WaitForAsync();
            await screen.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            faults.AddRange(await FaultsAsync(screen.Page, address));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task A_fault_that_is_planted_is_found()
    {
        chromium.Need();
        await using var host = await HubHostFixture.StartAsync();
        var page = await chromium.PageAsync(host.BaseAddress);
        await page.GotoAsync("/file");
        Assert.Empty(await FaultsAsync(page, "/file"));

        await page.EvaluateAsync("""
            () => {
              document.querySelector("label[for=description]").remove();
              document.querySelector(".lead").style.color = "#ddd";
            }
            """);

        var faults = (await FaultsAsync(page, "/file")).ToList();
        Assert.Contains(faults, f => f.StartsWith("/file: label: ", StringComparison.Ordinal) && f.Contains("id=\"description\""));
        Assert.Contains(faults, f => f.StartsWith("/file: color-contrast: ", StringComparison.Ordinal) && f.Contains("class=\"lead\""));
    }

    private static async Task<IEnumerable<string>> FaultsAsync(IPage page, string address)
    {
        var result = await page.RunAxe();
        return result.Violations
            .Where(v => v.Impact is "serious" or "critical")
            .SelectMany(v => v.Nodes.Select(n => $"{address}: {v.Id}: {n.Html}"));
    }
}
