using System.Globalization;
using System.Security.Claims;
using Bunit;
using FeedbackHub.App.Access;
using FeedbackHub.App.Dashboard;
using FeedbackHub.App.Live;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace FeedbackHub.Tests.Dashboards;

/// <summary>The dashboard page over a whole hub, live.</summary>
[Trait("Kind", "Component")]
public sealed class DashboardPageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly BunitContext circuit = new();
    private readonly SeenCommands commands = new();
    private HubFixture hub = default!;
    private Actor supervisor = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync(commands.AddTo);
        supervisor = await hub.SupervisorAsync();
        await hub.StartTailAsync();
        Speak("en");
        circuit.JSInterop.Mode = JSRuntimeMode.Loose;
        circuit.Services.AddLocalization();
        circuit.Services.AddMudServices();
        circuit.Services.AddSingleton<TimeProvider>(hub.Time)
            .AddSingleton(hub.Get<Actors>()).AddSingleton(hub.Get<LiveFeed>()).AddSingleton(hub.Get<JournalTail>()).AddSingleton(hub.Use<ReadDashboard>()).AddSingleton(hub.Use<ReadReturns>())
            .AddScoped<CurrentStaff>().AddScoped<LiveSession>();
    }

    public async ValueTask DisposeAsync()
    {
        await circuit.DisposeAsync();
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task Figures_are_shown_and_lead_to_the_queue_filtered_to_them()
    {
        var repairs = await hub.DepartmentAsync("Repairs");
        await hub.FileAsync();
        await hub.FileForAsync(repairs);
        await hub.FileForAsync(repairs);
        hub.Time.Advance(TimeSpan.FromDays(4));
        var page = Open();

        Assert.Equal("0%", page.Find(".promise-now .big").TextContent.Trim());
        var overdue = page.Find(".promise-now .late a.figure");
        Assert.Equal(("3", "Overdue: 3", "/staff/queue?view=overdue"), (overdue.TextContent, overdue.GetAttribute("aria-label"), overdue.GetAttribute("href")));
        var cell = page.Find("section.open a[aria-label='Repairs, New: 2']");
        Assert.Equal($"/staff/queue?view=all&department={repairs}&state=new&open=1", cell.GetAttribute("href"));
        Assert.Equal("3", page.Find("section.open tfoot .total a").TextContent);
        Assert.Equal(3, page.FindAll("section.oldest li").Count);
        Assert.Contains("4 days", page.Find("section.oldest .age").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_that_counts_promises_says_so_where_it_leads_to_fewer_cases()
    {
        var handler = await hub.HandlerAsync();
        var id = (await hub.FileAsync()).CaseId;
        Assert.True((await hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(id))).Succeeded);
        Assert.True((await hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new ReplyToCustomer.Request(id, "It is on its way.", null))).Succeeded);

        var page = Open();

        var kept = page.Find(".outcomes .kept a.figure");
        Assert.Equal("2", kept.TextContent);
        Assert.Equal("Kept: 2. These are promises: the link opens their cases, and a case with several of them stands there once.", kept.GetAttribute("title"));
        Assert.Equal("Promises, not cases:", page.Find(".outcomes .counted").TextContent);
    }

    [Fact]
    public async Task A_department_and_period_are_taken_from_the_address_and_go_on_in_the_links()
    {
        var repairs = await hub.DepartmentAsync("Repairs");
        await hub.FileAsync();
        await hub.FileForAsync(repairs);
        var page = Open(DashboardAddress.Of(repairs, 30));

        Assert.Equal("1", page.Find("section.open .total a").TextContent);
        Assert.Equal("30 days", page.Find(".periods [aria-current]").TextContent);
        Assert.Equal($"/staff/dashboard?department={repairs}&days=90", page.FindAll(".periods a")[^1].GetAttribute("href"));
        Assert.Contains($"department={repairs}", page.Find(".promise-now .soon a, section.load td.num a").GetAttribute("href"), StringComparison.Ordinal);

        await page.Find("select").ChangeAsync(new ChangeEventArgs { Value = "" });
        Assert.EndsWith("/staff/dashboard?days=30", circuit.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task What_happens_shows_in_place_and_a_burst_is_one_refresh()
    {
        await hub.FileAsync();
        var page = Open();
        Assert.Equal("1", Total(page));
        commands.Clear();

        for (var i = 0; i < 8; i++)
        {
            await hub.FileAsync();
        }

        await SettleAsync(page, () => Assert.Equal("9", Total(page)));

        // At once for the first that was heard of, and once more after the pause for all the others.
        Assert.InRange(commands.Count("Tallies", "json_each"), 1, 2);
    }

    [Fact]
    public async Task Notes_and_other_departments_cause_no_refresh()
    {
        var repairs = await hub.DepartmentAsync("Repairs");
        var mine = await hub.FileForAsync(repairs);
        var page = Open(DashboardAddress.Of(repairs, 7));
        var (drawn, last) = (page.RenderCount, 0L);
        using var listening = circuit.Services.GetRequiredService<LiveSession>().Subscribe(updates =>
        {
            Interlocked.Exchange(ref last, updates[^1].Seq);
            return Task.CompletedTask;
        });

        await hub.Use<AddNote>().ExecuteAsync(supervisor, new(mine.CaseId, "Called them."));
        await hub.FileAsync();
        var head = await hub.HeadAsync();
        await Until.HoldsAsync("the page heard of both", () =>
        {
            hub.Time.Advance(TimeSpan.FromMilliseconds(5)); // little enough that the ages are not redrawn
            return Interlocked.Read(ref last) == head;
        });
        Assert.Equal(drawn, page.RenderCount);

        await hub.Use<AssignCase>().ExecuteAsync(supervisor, new(mine.CaseId, hub.FirstDepartment, null, "Theirs"));
        await SettleAsync(page, () => Assert.Contains("No case is open", page.Find("section.open").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Time_alone_turns_due_today_into_overdue()
    {
        var receipt = await hub.FileAsync();
        var due = (await hub.CaseAsync(receipt.CaseId)).DueAt!.Value;
        var page = Open();
        Assert.Empty(page.FindAll(".promise-now .loud.late"));

        hub.Time.SetUtcNow(due.ToDateTimeOffset());
        hub.Time.Advance(DashboardPage.Longest);

        await SettleAsync(page, () => Assert.Contains("1 Overdue", string.Join(' ', page.Find(".promise-now").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Charts_have_a_table_with_each_number()
    {
        await hub.FileAsync();
        var page = Open();
        Assert.Contains("1 received, 0 resolved", page.Find("section.flow [role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);

        await page.Find("section.flow details").TriggerEventAsync("ontoggle", EventArgs.Empty);

        var row = page.Find("section.flow table tbody tr");
        Assert.Equal("Mon 2 Mar", row.QuerySelector("th")!.TextContent);
        Assert.Equal("/staff/queue?view=any&sort=newest&when=received&from=2026-03-01T16%3A00%3A00Z&before=2026-03-02T16%3A00%3A00Z", row.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void An_empty_hub_says_so_in_the_language_of_the_reader()
    {
        Speak("zh-Hans");
        var page = Open();

        Assert.Equal("看板", page.Find("h1").TextContent);
        Assert.Contains("尚无到期的承诺", page.Markup, StringComparison.Ordinal);
        Assert.Contains("目前没有未结案件", page.Find("section.open").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a.figure"));
    }

    [Fact]
    public async Task Handlers_are_told_that_it_is_not_for_them()
    {
        var handler = await hub.HandlerAsync();
        var page = Open(as_: handler);

        Assert.Contains("for supervisors and auditors", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".panel"));
    }

    private static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    private static string Total(IRenderedComponent<DashboardPage> page) => page.Find("section.open .total a").TextContent;

    private IRenderedComponent<DashboardPage> Open(string address = DashboardAddress.Path, Actor? as_ = null)
    {
        circuit.Services.AddSingleton<AuthenticationStateProvider>(new SignedInAs((as_ ?? supervisor).StaffId!.Value));
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = circuit.Render<DashboardPage>();
        page.WaitForAssertion(() => Assert.Equal("false", page.Find(".dashboard").GetAttribute("aria-busy")), Patience);
        return page;
    }

    /// <summary>Lets the pauses pass until it holds.</summary>
    private async Task SettleAsync(IRenderedComponent<DashboardPage> page, Action holds)
    {
        for (var i = 0; i < 60; i++)
        {
            try
            {
                page.WaitForAssertion(holds, TimeSpan.FromMilliseconds(100));
                return;
            }
            catch (Bunit.Extensions.WaitForHelpers.WaitForFailedException)
            {
                hub.Time.Advance(DashboardPage.Pause);
                await Task.Yield();
            }
        }

        page.WaitForAssertion(holds, Patience);
    }

    private sealed class SignedInAs(long staffId) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, staffId.ToString(CultureInfo.InvariantCulture))], "test"))));
    }
}
