using System.Net;
using Bunit;
using FeedbackHub.App.Admin;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Audit;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using AuditPage = FeedbackHub.App.Admin.AuditPage;

namespace FeedbackHub.Tests.Admin;

[Trait("Kind", "Component")]
public sealed class AuditPageTests
{
    [Theory]
    [InlineData(Languages.English, "Repair shop", "Kettles", "#777")]
    [InlineData(Languages.Chinese, "维修站", "水壶", "#777")]
    public async Task Ids_in_what_changed_are_said_as_names_in_the_readers_language(string language, string department, string category, string unknown)
    {
        await using var hub = await HubFixture.StartAsync();
        var auditor = await hub.AuditorAsync();
        var lin = await hub.HandlerAsync("Lin Hua");
        var repair = await hub.DepartmentAsync("Repair shop", "维修站");
        var kettles = await hub.CategoryAsync("Kettles");
        await hub.SaveAsync(change =>
        {
            var row = change.Db.Categories.Single(c => c.Id == kettles);
            row.Name = new Bilingual("Kettles", "水壶");
            change.Record(JournalKind.CategoryChanged, row);
        });
        var id = (await hub.FileAsync()).CaseId;
        Assert.True((await hub.Use<ClaimCase>().ExecuteAsync(lin, new ClaimCase.Request(id))).Succeeded);
        await hub.SaveAsync(change =>
        {
            var one = change.Db.Cases.Single(c => c.Id == id);
            one.HandedOverFromStaffId = 777;
            change.Record(JournalKind.Edited, one);
        });
        Assert.True((await hub.Use<EditCase>().ExecuteAsync(lin, new EditCase.Request(id, nameof(Case.CategoryId), $"{kettles}", 1))).Succeeded);
        Assert.True((await hub.Use<AssignCase>().ExecuteAsync(lin, new AssignCase.Request(id, repair, null, "Theirs."))).Succeeded);
        await using var pages = new AdminPages(hub, auditor, language);

        var text = pages.Open<AuditPage>("tbody tr").Find("tbody").TextContent;

        Assert.Contains($" → {department}", text, StringComparison.Ordinal);
        Assert.Contains(category, text, StringComparison.Ordinal);
        Assert.Contains("Lin Hua → ", text, StringComparison.Ordinal);
        Assert.Contains(unknown, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_persons_doings_are_asked_for_by_name_and_the_address_keeps_it()
    {
        await using var hub = await HubFixture.StartAsync();
        var (lin, wu) = (await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("Wu Jie"));
        var (first, second) = ((await hub.FileAsync()).CaseId, (await hub.FileAsync()).CaseId);
        await hub.Use<ClaimCase>().ExecuteAsync(lin, new ClaimCase.Request(first));
        await hub.Use<ClaimCase>().ExecuteAsync(wu, new ClaimCase.Request(second));
        await hub.TokenAsync();
        await using var pages = new AdminPages(hub, await hub.AuditorAsync());
        var page = pages.Open<AuditPage>("tbody tr");
        var picker = page.FindAll("select").Single(s => s.QuerySelector("optgroup") is not null);
        Assert.Equal(["Lin Hua", "Otto Prüfer", "Wu Jie", "Till"], picker.QuerySelectorAll("optgroup option").Select(o => o.TextContent));

        await picker.ChangeAsync(new() { Value = $"Staff:{wu.StaffId}" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal(["Wu Jie"], page.FindAll("tbody tr td:nth-child(3)").Select(c => c.TextContent.Trim())));
        var address = pages.Services.GetRequiredService<NavigationManager>().Uri;
        Assert.EndsWith($"/staff/audit?hand=Staff&actor={wu.StaffId}", address, StringComparison.Ordinal);
        Assert.Contains($"actor={wu.StaffId}", page.Find("a.admin-button").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_sent_to_who_may_have_it_and_a_refusal_is_a_page_to_read()
    {
        await using var host = await HubHostFixture.StartAsync();
        await host.Hub.FileAsync();
        using var auditor = await host.SignInAsync(await host.Hub.AuditorAsync());
        using var handler = await host.SignInAsync(await host.Hub.HandlerAsync());
        handler.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");

        var file = await auditor.GetAsync(AuditAddress.CsvPath + "?kind=Filed");
        var refused = await handler.GetAsync(AuditAddress.CsvPath);
        var chinese = await handler.GetStringAsync("/sign-in?lang=zh-Hans");
        var refusedInChinese = await handler.GetAsync(AuditAddress.CsvPath);

        Assert.Equal("text/csv", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains(",Filed,FH-", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, "text/html"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.Contains("This is not for your role", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(chinese);
        Assert.Contains("您没有权限", WebUtility.HtmlDecode(await refusedInChinese.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_at_an_address_of_staff_is_a_page_with_a_reference_in_the_persons_language()
    {
        await using var host = await HubHostFixture.StartAsync(
            builder => builder.Services.AddSingleton<ExportAudit>(_ => throw new InvalidOperationException("The table of secrets is broken.")));
        using var auditor = await host.SignInAsync(await host.Hub.AuditorAsync());

        var english = await auditor.GetAsync(AuditAddress.CsvPath);
        await auditor.GetStringAsync("/sign-in?lang=zh-Hans");
        var chinese = await auditor.GetAsync(AuditAddress.CsvPath);

        var page = await english.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.InternalServerError, "text/html"), (english.StatusCode, english.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Something went wrong here", page, StringComparison.Ordinal);
        Assert.Matches("""<strong class="verbatim">\S{10,}</strong>""", page);
        Assert.DoesNotContain("secrets", page, StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-Hans\"", await chinese.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
