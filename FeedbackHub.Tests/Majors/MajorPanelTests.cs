using Bunit;
using FeedbackHub.App.Majors;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Majors;

/// <summary>The panel on the case page, its dialogs, and the watch list.</summary>
[Trait("Kind", "Component")]
public sealed class MajorPanelTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private long repairs;
    private Actor lin = default!;
    private Actor rui = default!;
    private Actor leader = default!;
    private Receipt receipt = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        repairs = await hub.DepartmentAsync("Repairs", "维修部");
        (lin, rui, leader) = (await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("Rui", repairs), await hub.LeaderAsync());
        receipt = await hub.FileAsync();
        await hub.StartTailAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_handler_declares_it_brings_a_department_in_and_what_was_typed_survives_the_dialog()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        await OpenAsync(page, "Declare it a major case…");
        page.Find("dialog textarea").Input("Two people were hurt.");
        page.Find("dialog [data-cancel]").Click();
        await OpenAsync(page, "Declare it a major case…");
        Assert.Equal("Two people were hurt.", page.Find("dialog textarea").GetAttribute("value"));
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Two people were hurt.", page.Find(".major").TextContent, StringComparison.Ordinal));

        await OpenAsync(page, "Bring in a department…");
        page.WaitForElement($"dialog option[value='{repairs}']");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("dialog .case-problem").Count));
        page.Find("dialog select").Change($"{repairs}");
        page.Find("dialog textarea").Input("Look at the wiring.");
        page.Find("dialog input").Change("2026-03-03T17:00");
        await page.Find("dialog form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("to report by tomorrow 17:00", page.Find(".group-tasks").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Approve…", page.Find(".major").TextContent, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), (await hub.MajorAsync(lin, receipt.CaseId)).Tasks[0].DueAt.ToDateTimeOffset());
    }

    [Theory]
    [InlineData(Languages.English, "Report…", "reported today 09:00 by Rui")]
    [InlineData(Languages.Chinese, "反馈…", "Rui 已于 今天 09:00 反馈")]
    public async Task An_assisting_department_reads_the_case_without_a_composer_and_reports(string language, string report, string reported)
    {
        await hub.DeclareAsync(lin, receipt.CaseId);
        await hub.GiveAsync(lin, receipt.CaseId, repairs);
        await using var pages = new StaffPages(hub, rui, language);
        var page = pages.Render<App.Cases.CasePage>(p => p.Add(c => c.Number, receipt.Number).AddCascadingValue(new App.Shell.SignedIn(rui, "", Theme.System, Roles.Handler)));
        page.WaitForElement(".group-tasks");
        Assert.Empty(page.FindAll(".composer, .record-value, .case-menu"));
        await OpenAsync(page, report);
        page.Find("dialog textarea").Input("It was the wiring.");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(reported, page.Find(".group-tasks").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_leader_is_told_what_is_missing_and_approves_and_the_panel_follows_live()
    {
        await hub.DeclareAsync(lin, receipt.CaseId);
        await hub.GiveAsync(lin, receipt.CaseId, repairs);
        await using var pages = new StaffPages(hub, leader);
        var page = pages.Case(receipt.Number);
        page.WaitForElement(".group-tasks");
        await OpenAsync(page, "Approve…");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Still to report: Repairs.", page.Find("dialog").TextContent, StringComparison.Ordinal));

        await hub.ReportAsync(rui, receipt.CaseId, 1);
        await ShownAsync(page, ".group-tasks", "reported");
        await page.Find("dialog form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Lu Min approved, today 09:0", page.Find(".major").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Languages.English, "There is no open major case.", "Nobody has said yet how things stand.")]
    [InlineData(Languages.Chinese, "目前没有未结的重大案件。", "尚无进展说明。")]
    public async Task The_watch_list_fills_and_follows_live(string language, string none, string untold)
    {
        await using var pages = new StaffPages(hub, leader, language);
        var page = pages.Render<WatchPage>();
        page.WaitForAssertion(() => Assert.Contains(none, page.Markup, StringComparison.Ordinal));

        await hub.DeclareAsync(lin, receipt.CaseId);
        await ShownAsync(page, ".watched", untold);
        Assert.Equal($"/staff/cases/{receipt.Number}", page.Find(".watched a").GetAttribute("href"));

        await hub.TellAsync(lin, receipt.CaseId, "Both are home.");
        await ShownAsync(page, ".watched", "Both are home.");
    }

    /// <summary>Live updates are merged for a while: time goes on until they are shown.</summary>
    private Task ShownAsync<T>(IRenderedComponent<T> page, string where, string text)
        where T : Microsoft.AspNetCore.Components.IComponent => Until.HoldsAsync($"{where} shows {text}", () =>
        {
            hub.Time.Advance(TimeSpan.FromMilliseconds(100));
            return page.FindAll(where).Any(e => e.TextContent.Contains(text, StringComparison.Ordinal));
        });

    private static async Task OpenAsync(IRenderedComponent<App.Cases.CasePage> page, string button)
    {
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".major button"), b => b.TextContent.StartsWith(button, StringComparison.Ordinal)));
        await page.InvokeAsync(() => page.FindAll(".major button").First(b => b.TextContent.StartsWith(button, StringComparison.Ordinal)).Click());
        page.WaitForElement("dialog form");
    }
}
