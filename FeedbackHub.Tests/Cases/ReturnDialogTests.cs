using Bunit;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Cases;

/// <summary>Sending back on the case page: two texts, and a button that says why it is too late.</summary>
[Trait("Kind", "Component")]
public sealed class ReturnDialogTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private Actor lin = default!;
    private Actor rui = default!;
    private Receipt receipt = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        var elsewhere = await hub.DepartmentAsync("Repairs", "维修部");
        (lin, rui) = (await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("Rui", elsewhere));
        receipt = await hub.FileAsync();
        await hub.Use<AssignCase>().ExecuteAsync(lin, new(receipt.CaseId, elsewhere, null, "Theirs."));
        await hub.StartTailAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task What_is_missing_is_said_at_its_box_and_both_texts_go_with_the_case()
    {
        await using var pages = new StaffPages(hub, rui);
        pages.Typed("");
        var page = pages.Case(receipt.Number);
        page.WaitForAssertion(() => Assert.Contains("Customer care, until the hand-over is accepted", page.Find(".case-side").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => page.FindAll(".case-menu button").Single(b => b.TextContent == "Send back…").Click());
        page.WaitForElement("dialog form");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("dialog .case-problem").Count));

        pages.Typed("Belongs to billing.");
        await page.Find("dialog form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("dialog")));
        var sent = await hub.ReadAsync(db => db.Returns.SingleAsync());
        Assert.Equal(("Belongs to billing.", "Belongs to billing."), (sent.Reason, sent.Basis));
    }

    [Theory]
    [InlineData(Languages.English, "Send back…", "there were 8 working hours for it, until 2026-03-03 ")]
    [InlineData(Languages.Chinese, "退回…", "有 8 个工作小时可以退回，已于 2026-03-03 ")]
    public async Task When_it_is_too_late_the_button_says_why(string language, string step, string why)
    {
        hub.Time.Advance(TimeSpan.FromDays(2));
        await using var pages = new StaffPages(hub, rui, language);
        var page = pages.Case(receipt.Number);
        var button = page.FindAll(".case-menu button").Single(b => b.TextContent == step);
        Assert.Equal("true", button.GetAttribute("aria-disabled"));

        await page.InvokeAsync(() => button.Click());

        page.WaitForAssertion(() => Assert.Contains(why, page.Find(".case-failure").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("dialog"));
    }
}
