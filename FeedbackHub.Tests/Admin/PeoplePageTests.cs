using AngleSharp.Dom;
using Bunit;
using FeedbackHub.App.Admin;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Admin;

[Trait("Kind", "Component")]
public sealed class PeoplePageTests
{
    [Fact]
    public async Task Inviting_shows_the_link_once_and_what_is_wrong_stands_beside_its_field()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var pages = new AdminPages(hub, await hub.AdministratorAsync());
        var page = pages.Render<PeoplePage>();
        page.WaitForElement("table");

        await page.Find(".admin-head .primary").ClickAsync(new());
        await page.Find("dialog input[type=email]").ChangeAsync(new() { Value = "nonsense" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(["A name is needed.", "This is no e-mail address.", "A handler needs at least one department."], page.FindAll("dialog .admin-problem").Select(p => p.TextContent));
        Assert.Equal("nonsense", page.Find("dialog input[type=email]").GetAttribute("value"));

        await page.Find("dialog input").ChangeAsync(new() { Value = "Mei Lin" });
        await page.Find("dialog input[type=email]").ChangeAsync(new() { Value = "mei@example.com" });
        await page.FindAll("dialog fieldset")[1].QuerySelector("input")!.ChangeAsync(new() { Value = true });
        await page.Find("dialog form").SubmitAsync();

        var link = page.Find(".admin-copy input").GetAttribute("value")!;
        var secret = link[(link.LastIndexOf('/') + 1)..];
        var invited = await hub.Use<ReadInvitation>().ExecuteAsync(Actor.Public, new ReadInvitation.Request(secret));
        Assert.Equal("Mei Lin", invited.Value.Name);
        await page.Find("dialog [data-cancel]").ClickAsync(new());
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);
        Assert.Contains("Mei Lin", page.Find("table").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabling_tells_how_many_cases_go_back_and_a_colleagues_change_in_between_is_shown_first()
    {
        await using var hub = await HubFixture.StartAsync();
        var admin = await hub.AdministratorAsync();
        var handler = await hub.HandlerAsync("Lin Hua");
        var filed = await hub.FileAsync();
        Assert.True((await hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(filed.CaseId))).Succeeded);
        await using var pages = new AdminPages(hub, admin);
        var page = pages.Render<PeoplePage>();
        page.WaitForElement("table");

        await Button(page, "Disable Lin Hua").ClickAsync(new());
        Assert.Contains("1 open case goes back", page.Find("dialog").TextContent, StringComparison.Ordinal);
        var seen = (await hub.Use<ReadStaffMember>().ExecuteAsync(admin, new ReadStaffMember.Request(handler.StaffId!.Value))).Value;
        await hub.Use<ChangeStaff>().ExecuteAsync(admin, new ChangeStaff.Request(seen.Id, "Lin Hua-Wei", seen.Roles, [hub.FirstDepartment], Disabled: false, seen.Version));

        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("Lin Hua → Lin Hua-Wei", page.Find("dialog .admin-stale").TextContent, StringComparison.Ordinal);
        Assert.False(await hub.ReadAsync(db => db.Staff.Where(s => s.Id == seen.Id).Select(s => s.Disabled).SingleAsync()));

        await page.Find("dialog form").SubmitAsync();
        var after = await hub.ReadAsync(db => db.Staff.SingleAsync(s => s.Id == seen.Id));
        Assert.Equal((true, "Lin Hua-Wei"), (after.Disabled, after.Name));
        Assert.Empty(page.FindAll("dialog"));
    }

    private static IElement Button(IRenderedComponent<PeoplePage> page, string words) => page.FindAll("button").Single(b => b.TextContent == words);
}
