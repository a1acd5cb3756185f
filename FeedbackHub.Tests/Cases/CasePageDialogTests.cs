using Bunit;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Live;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Cases;

/// <summary>Who a case is given to, and whom it concerns.</summary>
[Trait("Kind", "Component")]
public sealed class CasePageDialogTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private Actor lin = default!;
    private Actor wei = default!;
    private Actor supervisor = default!;
    private Receipt receipt = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        (lin, wei, supervisor) = (await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("Wei Zhang"), await hub.SupervisorAsync());
        receipt = await hub.FileAsync();
        await hub.StartTailAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task What_was_typed_into_a_dialog_that_was_left_is_there_at_its_next_opening()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        OpenDialog(page, "Assign…");
        page.WaitForElement(".assign-list [value]");
        page.Find("dialog textarea").Input("They know this customer.");
        page.Find($".assign-list [value='{wei.StaffId}']").Change(true);
        page.Find("dialog [data-cancel]").Click();
        OpenDialog(page, "Duplicate of…");
        page.Find("dialog input").Input("FH-2026-0001");
        page.Find("dialog [data-cancel]").Click();

        OpenDialog(page, "Assign…");
        page.WaitForElement(".assign-list [value]");
        Assert.Equal("They know this customer.", page.Find("dialog textarea").GetAttribute("value"));
        Assert.True(page.Find($".assign-list [value='{wei.StaffId}']").HasAttribute("checked"));
        page.Find("dialog [data-cancel]").Click();
        OpenDialog(page, "Duplicate of…");
        Assert.Equal("FH-2026-0001", page.Find("dialog input").GetAttribute("value"));
    }

    [Fact]
    public async Task Whoever_becomes_the_person_concerned_is_no_longer_seen_at_the_case()
    {
        await using var pages = new StaffPages(hub, wei);
        var page = pages.Case(receipt.Number);
        using var seat = pages.Services.GetRequiredService<CasePresence>().Join(receipt.CaseId, lin.StaffId!.Value, "Lin Hua", () => { });
        Assert.Equal("Wei Zhang", Assert.Single(seat.Others).Name);

        await hub.EditAsync(supervisor, receipt, nameof(Case.ConcernsStaffId), $"{wei.StaffId}");

        page.WaitForAssertion(() => Assert.Empty(seat.Others));
    }

    [Theory]
    [InlineData(Languages.English, "Does this concern one of us? Set the person concerned")]
    [InlineData(Languages.Chinese, "涉及的是我们的同事吗？ 指定涉及人员")]
    public async Task Where_a_customer_names_somebody_the_handler_is_asked_whether_it_is_one_of_us(string language, string ask)
    {
        var named = await hub.FileAsync(f => f with { Concerns = "the tall man at the counter" });
        await using var pages = new StaffPages(hub, lin, language);
        Assert.Empty(pages.Case(receipt.Number).FindAll(".record-ask"));
        var page = pages.Case(named.Number);
        Assert.Equal(ask, page.Find(".record-ask").TextContent.Trim());

        await page.Find(".record-ask button").ClickAsync(new());
        page.WaitForElement($"[data-edit] option[value='{wei.StaffId}']");
        page.Find("[data-edit] select").Change($"{wei.StaffId}");
        await page.Find("[data-edit]").SubmitAsync();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".record-ask")));
        Assert.Equal(wei.StaffId, (await hub.CaseAsync(named.CaseId)).ConcernsStaffId);
    }

    private static void OpenDialog(IRenderedComponent<CasePage> page, string step)
    {
        page.InvokeAsync(() => page.FindAll(".case-menu button").Single(b => b.TextContent == step).Click());
        page.WaitForElement("dialog form");
    }
}
