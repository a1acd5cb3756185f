using System.Globalization;
using Bunit;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Dashboard;
using FeedbackHub.App.Promises;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Dashboards;

/// <summary>The page of promises ahead over a whole hub, live.</summary>
[Trait("Kind", "Component")]
public sealed class OutlookPageTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private Actor supervisor = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        supervisor = await hub.SupervisorAsync();
        await hub.StartTailAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Marks_and_list_lead_to_the_cases_and_say_what_they_stand_for()
    {
        var (first, second, handler) = (await hub.FileAsync(), await hub.FileAsync(), await hub.HandlerAsync("Lin Hua"));
        await hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(second.CaseId));
        hub.Time.Advance(TimeSpan.FromDays(1)); // the first has not been confirmed, the second is to be answered today
        await hub.FileAsync();
        await using var circuit = new StaffPages(hub, supervisor);
        var page = Open(circuit);

        Assert.Equal(["nobody yet", "Lin Hua"], page.FindAll(".lanes .name").Select(n => n.TextContent));
        var mark = page.Find(".lanes tbody tr:last-child a.mark");
        Assert.Equal($"/staff/cases/{second.Number}", mark.GetAttribute("href"));
        Assert.Equal($"{second.Number} · The kettle leaks since the second day. · Reply · Wed 4 Mar 09:00 · Lin Hua · Customer care", mark.GetAttribute("aria-label"));
        Assert.Equal(2, page.FindAll(".due-list li").Count);
        Assert.Equal($"/staff/cases/{first.Number}", page.Find(".breached tbody a").GetAttribute("href"));
        Assert.Equal("6 h 30 min", page.Find(".breached td.late").TextContent.Trim());
        Assert.Equal("Customer care, Late already: 1", page.Find(".expected .whole a.figure").GetAttribute("aria-label"));

        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(OutlookAddress.Of(null, LaneBy.Department));
        page.WaitForAssertion(() => Assert.Equal(["Customer care"], page.FindAll(".lanes .name").Select(n => n.TextContent)));
    }

    [Fact]
    public async Task What_happens_shows_in_place()
    {
        await using var circuit = new StaffPages(hub, supervisor);
        var page = Open(circuit);
        Assert.Contains("Nothing falls due until then.", page.Markup, StringComparison.Ordinal);

        await hub.FileAsync();

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".due-list li")));
        hub.Time.Advance(TimeSpan.FromDays(2));
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".breached tbody tr")));
    }

    [Fact]
    public async Task An_empty_hub_is_calm_in_the_language_of_the_reader()
    {
        await using var circuit = new StaffPages(hub, supervisor, Languages.Chinese);
        var page = Open(circuit);

        Assert.Equal("承诺一览", page.Find("h1").TextContent);
        Assert.Contains("没有逾期的承诺。", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task Handlers_are_told_that_it_is_not_for_them()
    {
        await using var circuit = new StaffPages(hub, await hub.HandlerAsync());
        Assert.Contains("for supervisors and auditors", Open(circuit).Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 20)]
    [InlineData(5000, 300)]
    public async Task Many_cases_stay_few_lanes_and_few_marks_in_an_hour(int cases, int handlers)
    {
        await using var circuit = new StaffPages(hub, supervisor);
        var now = Instant.FromUtc(2026, 3, 2, 1, 0);
        var outlook = OutlookTests.Due(now, [.. Enumerable.Range(0, cases).Select(i => ((long?)(i % handlers) is 0 ? null : (long?)(i % handlers), now + Duration.FromMinutes(i * 1900 / cases)))]);
        T Get<T>() where T : notnull => circuit.Services.GetRequiredService<T>();
        var words = new OutlookWords(outlook, null, new DayWords(Get<IStringLocalizer<DashboardTexts>>()), Get<IStringLocalizer<CaseWords>>(), Get<IStringLocalizer<PromiseTexts>>());

        var panel = circuit.Render<TimelinePanel>(p => p.Add(t => t.Words, words).Add(t => t.Timeline, DueTimeline.Of(outlook, LaneBy.Handler)).Add(t => t.By, LaneBy.Handler));

        Assert.Equal(12, panel.FindAll(".lanes tbody tr").Count);
        Assert.Equal(8, panel.FindAll(".due-list li").Count);
        Assert.All(panel.FindAll(".lanes tbody td"), cell => Assert.InRange(cell.Children.Length, 0, 4));
        Assert.Equal(cases > 500, panel.Markup.Contains($"of {cases.ToString("N0", CultureInfo.CurrentCulture)}", StringComparison.Ordinal));
        await panel.Find("button.more-lanes").ClickAsync(new());
        Assert.Equal(handlers, panel.FindAll(".lanes tbody tr").Count);
    }

    private static IRenderedComponent<OutlookPage> Open(StaffPages circuit)
    {
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(OutlookAddress.Path);
        var page = circuit.Render<OutlookPage>();
        page.WaitForAssertion(() => Assert.Equal("false", page.Find(".outlook").GetAttribute("aria-busy")));
        return page;
    }
}
