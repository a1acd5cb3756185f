using Bunit;
using FeedbackHub.App.Admin;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Admin;

/// <summary>The pages by which the hub is set up: what is there is shown, what is typed is saved, and what is refused stays typed.</summary>
[Trait("Kind", "Component")]
public sealed class SetupPagesTests
{
    private const string NotAllowed = "You may not do this.";

    [Fact]
    public async Task A_department_is_renamed_and_every_refusal_keeps_what_was_typed()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var spares = await hub.DepartmentAsync("Spares", "配件");
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<DepartmentsPage>("tbody tr");
        Assert.Contains("配件", page.Find("tbody").TextContent, StringComparison.Ordinal);

        await page.Button("New department").ClickAsync(new());
        await page.Field("Name in English").ChangeAsync(new() { Value = "Spares" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(["Write it in both languages: customers and colleagues read either."], page.Problems());
        Assert.Equal("Spares", page.Value("Name in English"));
        await page.Field("Name in Chinese").ChangeAsync(new() { Value = "另一个" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(["Another department has this name already."], page.Problems());
        Assert.Equal(("Spares", "另一个"), (page.Value("Name in English"), page.Value("Name in Chinese")));

        await page.Find("dialog [data-cancel]").ClickAsync(new());
        await page.Button("Edit Spares").ClickAsync(new());
        var department = (await hub.Use<ListDepartments>().ExecuteAsync(ada, new ListDepartments.Request())).Value.Single(d => d.Id == spares);
        Assert.True((await hub.Use<SaveDepartment>().ExecuteAsync(ada, new SaveDepartment.Request(spares, new Bilingual("Parts", "配件"), false, department.Version))).Succeeded);
        await page.Field("Name in English").ChangeAsync(new() { Value = "Spare parts" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("Spares → Parts", page.Find("dialog .admin-stale").TextContent, StringComparison.Ordinal);
        Assert.Equal("Spare parts", page.Value("Name in English"));

        await page.Find("dialog form").SubmitAsync();
        Assert.Empty(page.FindAll("dialog"));
        Assert.Contains("Spare parts", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_is_told_so_on_every_page_of_setup()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var pages = new AdminPages(hub, await hub.HandlerAsync());

        var departments = pages.Open<DepartmentsPage>("tbody tr");
        await departments.Button("New department").ClickAsync(new());
        await departments.Field("Name in English").ChangeAsync(new() { Value = "Mine" });
        await departments.Field("Name in Chinese").ChangeAsync(new() { Value = "我的" });
        await departments.Find("dialog form").SubmitAsync();
        Assert.Equal([NotAllowed], departments.Problems());
        Assert.Equal("Mine", departments.Value("Name in English"));

        Assert.Equal([NotAllowed], pages.Open<CalendarPage>(".admin-problem").Problems());
        Assert.Equal([NotAllowed], pages.Open<PromisesPage>(".admin-problem").Problems());
        Assert.Equal([NotAllowed], pages.Open<TokensPage>(".admin-problem").Problems());
        Assert.Equal([NotAllowed], pages.Open<AuditPage>(".admin-problem").Problems());
    }

    [Fact]
    public async Task A_category_is_made_below_another_moved_and_refused_with_its_words_kept()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var (delivery, repair) = (await hub.CategoryAsync("Delivery"), await hub.CategoryAsync("Repair"));
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<CategoriesPage>("tbody tr");

        await page.Button("Add below Delivery").ClickAsync(new());
        await page.Field("Name in English").ChangeAsync(new() { Value = "Late" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(3, page.Problems().Length);
        Assert.Equal("Late", page.Value("Name in English"));
        await page.Field("Name in Chinese").ChangeAsync(new() { Value = "迟到" });
        await page.Field("Question in English").ChangeAsync(new() { Value = "It came late" });
        await page.Field("Question in Chinese").ChangeAsync(new() { Value = "送晚了" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal(delivery, await hub.ReadAsync(db => db.Categories.Where(c => c.Name.En == "Late").Select(c => c.ParentId).SingleAsync()));

        await page.FindAll("button").Single(b => b.GetAttribute("aria-label") == "Move “Repair” up").ClickAsync(new());
        var order = (await hub.Use<ListCategories>().ExecuteAsync(ada, new ListCategories.Request())).Value.Select(n => n.Id);
        Assert.Equal([repair, delivery], order);

        await page.Button("Edit Repair").ClickAsync(new());
        var stale = (await hub.Use<ListCategories>().ExecuteAsync(ada, new ListCategories.Request())).Value.Single(n => n.Id == repair);
        Assert.True((await hub.Use<SaveCategory>().ExecuteAsync(ada, new SaveCategory.Request(
            repair, null, new Bilingual("Repairs", "Repair"), stale.Question, null, null, false, stale.Version))).Succeeded);
        await page.Field("Name in English").ChangeAsync(new() { Value = "Mending" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("Repair → Repairs", page.Find("dialog .admin-stale").TextContent, StringComparison.Ordinal);
        Assert.Equal("Mending", page.Value("Name in English"));
    }

    [Fact]
    public async Task Hours_are_checked_while_typed_saved_for_new_cases_and_kept_where_a_colleague_was_faster()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<CalendarPage>("form", p => p.Add(c => c.Id, 1));

        await page.Field("Saturday").InputAsync(new() { Value = "nine to five" });
        Assert.Contains("is no time span", Assert.Single(page.Problems()), StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        Assert.Equal("nine to five", page.Value("Saturday"));
        Assert.Equal(1, await hub.ReadAsync(db => db.CalendarVersions.CountAsync()));

        await page.Field("Saturday").InputAsync(new() { Value = "09:00-12:00" });
        Assert.Empty(page.Problems());
        await page.Find("form").SubmitAsync();
        Assert.Contains("Saved.", page.Find(".admin-foot").TextContent, StringComparison.Ordinal);
        var stored = (await hub.Use<ReadCalendar>().ExecuteAsync(ada, new ReadCalendar.Request())).Value;
        Assert.Equal(["09:00-12:00"], stored.Document.Weekly["saturday"]);

        var theirs = stored.Document with { Zone = "Asia/Singapore" };
        Assert.True((await hub.Use<SaveCalendar>().ExecuteAsync(ada, new SaveCalendar.Request(theirs, stored.VersionId))).Succeeded);
        await page.Field("Sunday").InputAsync(new() { Value = "10:00-11:00" });
        await page.Find("form").SubmitAsync();
        Assert.Contains("Ada Root", page.Find(".admin-stale").TextContent, StringComparison.Ordinal);
        Assert.Equal("10:00-11:00", page.Value("Sunday"));
    }

    [Fact]
    public async Task A_token_is_shown_once_and_revoked_and_a_refusal_keeps_its_name()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var pages = new AdminPages(hub, await hub.AdministratorAsync());
        var page = pages.Open<TokensPage>(".admin-empty");

        await page.Button("New token").ClickAsync(new());
        await page.Field("What it is for").ChangeAsync(new() { Value = "Till 7" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Single(page.Problems());
        Assert.Equal("Till 7", page.Value("What it is for"));
        await page.Find("dialog .admin-checks input").ChangeAsync(new() { Value = true });
        await page.Find("dialog form").SubmitAsync();

        var secret = page.Find(".admin-copy input").GetAttribute("value")!;
        Assert.NotNull(await hub.Get<Actors>().ForTokenAsync(secret));
        await page.Find("dialog [data-cancel]").ClickAsync(new());
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);

        await page.Button("Revoke Till 7").ClickAsync(new());
        await page.Find("dialog form").SubmitAsync();
        Assert.Null(await hub.Get<Actors>().ForTokenAsync(secret));
        Assert.Contains("revoked", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }
}
