using AngleSharp.Dom;
using Bunit;
using FeedbackHub.App.Admin;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Admin;

/// <summary>The pages of what is promised: rules edited in order, versions looked at, a case made up, newer rules applied.</summary>
[Trait("Kind", "Component")]
public sealed class PromisesPageTests
{
    [Fact]
    public async Task A_length_is_checked_while_typed_stays_typed_and_is_saved_in_every_unit()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<PromisesPage>(".rule");
        await Line(page, "General complaint").ClickAsync(new());

        await page.Field("Acknowledge").InputAsync(new() { Value = "soon" });
        Assert.Contains("Write 1 h 30 min", Assert.Single(page.Problems()), StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        Assert.Equal("soon", page.Value("Acknowledge"));
        await page.Field("Acknowledge").InputAsync(new() { Value = "9000 h" });
        Assert.Contains("Between 1 minute", Assert.Single(page.Problems()), StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        await page.Field("Acknowledge").InputAsync(new() { Value = "" });
        Assert.Single(page.Problems());
        Assert.Equal(1, await hub.ReadAsync(db => db.Policies.CountAsync()));

        await page.Field("Acknowledge").InputAsync(new() { Value = "45 min" });
        await page.Field("Reply").InputAsync(new() { Value = "24 h by the clock" });
        await page.Field("News").InputAsync(new() { Value = "" });
        await page.Field("Final response").InputAsync(new() { Value = "60 days" });
        await page.Field("Resolve").InputAsync(new() { Value = "7 working days" });
        Assert.Contains("final response 60 days", Line(page, "General complaint").TextContent, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();

        Assert.Contains("Saved as version", page.Find(".rule-save").TextContent, StringComparison.Ordinal);
        var stored = (await hub.Use<ReadPromiseTable>().ExecuteAsync(ada, new ReadPromiseTable.Request())).Value.Document.Rules[0].Promises;
        Assert.Equal(
            new PromiseTargets(PromiseTarget.WorkingMinutes(45), new PromiseTarget(TargetUnit.Minutes, 24 * 60), PromiseTarget.WorkingDays(7)) { Final = PromiseTarget.Days(60), Review = PromiseTarget.WorkingDays(15) }, stored);
    }

    [Fact]
    public async Task A_rule_is_added_with_all_its_conditions_copied_moved_and_removed_and_the_last_stays_last()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var kitchen = await hub.CategoryAsync("Kitchen");
        var kettles = await hub.CategoryAsync("Kettles", parent: kitchen);
        var repairs = await hub.DepartmentAsync("Repairs");
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<PromisesPage>(".rule");
        Assert.True(page.FindAll("[aria-label='Move “Everything else” up']").Single().HasAttribute("disabled"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "Remove Everything else");

        await page.Button("Add a rule").ClickAsync(new());
        Assert.Contains("Without any condition", Assert.Single(page.Problems()), StringComparison.Ordinal);
        await page.Field("Name in English").InputAsync(new() { Value = "Dangerous kettles" });
        await page.Field("Name in Chinese").InputAsync(new() { Value = " " });
        await Check(page, "Complaint");
        await Check(page, "Hotline");
        await Check(page, "Kitchen › Kettles");
        await Check(page, "Repairs");
        await page.Field("Severity").ChangeAsync(new() { Value = "Major" });
        await page.Field("Somebody could be hurt").ChangeAsync(new() { Value = "True" });
        Assert.Equal(["The line needs a name in both languages."], page.Problems());
        await page.Field("Name in Chinese").InputAsync(new() { Value = "危险的水壶" });
        Assert.Empty(page.Problems());
        Assert.Contains("Complaint · Major · somebody could be hurt · through Hotline · about Kitchen › Kettles · received by Repairs", Line(page, "Dangerous kettles").TextContent, StringComparison.Ordinal);

        // All complaints are taken before it: moved to the top by the keyboard it counts.
        Assert.Contains("Never counts: its cases are all taken by “Major complaint”", page.Find(".rule-note").TextContent, StringComparison.Ordinal);
        for (var up = 0; up < 8; up++)
        {
            await Line(page, "Dangerous kettles").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowUp", AltKey = true });
        }

        Assert.Empty(page.FindAll(".rule-note"));
        Assert.Contains("is rule 1 of 10 now", page.Find(".rule-save").TextContent, StringComparison.Ordinal);
        await page.Button("Copy Dangerous kettles").ClickAsync(new());
        Assert.Contains("all taken by “Dangerous kettles”", page.Find(".rule-note").TextContent, StringComparison.Ordinal);
        await page.Button("Remove Dangerous kettles (copy)").ClickAsync(new());
        await page.Button("Remove Major compliment").ClickAsync(new());
        await page.Find("form").SubmitAsync();

        var rules = (await hub.Use<ReadPromiseTable>().ExecuteAsync(ada, new ReadPromiseTable.Request())).Value.Document.Rules;
        Assert.Equal(9, rules.Count);
        Assert.Equal(
            ("危险的水壶", CaseKind.Complaint, Severity.Major, true, Channel.Hotline, kettles, repairs),
            (rules[0].Name.Zh, rules[0].Kinds!.Single(), rules[0].Severity, rules[0].Safety, rules[0].Channels!.Single(), rules[0].Categories!.Single(), rules[0].Departments!.Single()));
        Assert.True(rules[^1].IsForAll);
    }

    [Fact]
    public async Task A_colleague_who_was_faster_is_named_and_what_was_typed_stays()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, bo) = (await hub.AdministratorAsync(), await hub.AdministratorAsync("Bo"));
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<PromisesPage>(".rule");
        await Line(page, "General complaint").ClickAsync(new());
        await page.Field("Reply").InputAsync(new() { Value = "3 h" });
        await OpenCaseRules.PromiseAsync(hub, bo, 10, 60, 120);

        await page.Find("form").SubmitAsync();

        Assert.Contains("Bo", page.Find(".admin-stale").TextContent, StringComparison.Ordinal);
        Assert.Equal("3 h", page.Value("Reply"));
        Assert.Equal(2, await hub.ReadAsync(db => db.Policies.CountAsync()));
        await page.Find("form").SubmitAsync();
        Assert.Equal(3, await hub.ReadAsync(db => db.Policies.CountAsync()));
    }

    [Fact]
    public async Task Versions_say_who_changed_what_and_can_be_looked_at()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        await OpenCaseRules.PromiseAsync(hub, ada, 60, 900, 120);
        await using var pages = new AdminPages(hub, await hub.SupervisorAsync());

        var page = pages.Open<PromiseVersionsPage>(".rule-versions li");

        var newest = page.Find(".rule-versions > li");
        Assert.Contains("Version 2", newest.TextContent, StringComparison.Ordinal);
        Assert.Contains("by Ada Root", newest.TextContent, StringComparison.Ordinal);
        Assert.Contains("“General complaint”, resolve: 52 h 30 min → 2 h", newest.TextContent, StringComparison.Ordinal);
        Assert.Contains("“General complaint”, news: 5 working days → not promised", newest.TextContent, StringComparison.Ordinal);
        Assert.Contains("The first rules.", page.FindAll(".rule-versions > li")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("resolve 52 h 30 min", page.FindAll(".rule-versions > li details")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_made_up_case_is_told_its_rule_why_not_the_ones_before_and_how_each_time_comes_about()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var pages = new AdminPages(hub, await hub.SupervisorAsync());
        var page = pages.Open<WhichPromisePage>("form");

        await page.Field("Kind").ChangeAsync(new() { Value = "Suggestion" });
        await page.Field("Received (Asia/Shanghai)").ChangeAsync(new() { Value = "2026-03-05T20:00" });
        await page.Find("form").SubmitAsync();

        var answer = page.WaitForElement(".rule-answer");
        Assert.Contains("“Suggestion” fits", answer.TextContent, StringComparison.Ordinal);
        Assert.Equal(["It is for: Complaint. The case: Suggestion.", "It is for: Complaint. The case: Suggestion.", "It is for: Major. The case: General."], page.FindAll(".rule-earlier ul li").Select(l => l.TextContent));
        Assert.Equal(3, page.FindAll(".explanation").Count);
        Assert.Contains("counted", page.Find(".explanation").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_being_edited_are_tried_before_they_are_saved()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var pages = new AdminPages(hub, await hub.AdministratorAsync());
        var page = pages.Open<PromisesPage>(".rule-try");
        await Line(page, "General complaint").ClickAsync(new());
        await page.Field("Reply").InputAsync(new() { Value = "soon" });
        await page.Button("Try a case under what is written here").ClickAsync(new());
        await page.Find(".rule-try form").SubmitAsync();
        Assert.Contains("not right yet", page.Find(".rule-try").TextContent, StringComparison.Ordinal);

        await page.Field("Reply").InputAsync(new() { Value = "17 min" });
        await page.Find(".rule-try form").SubmitAsync();

        Assert.Contains("reply 17 min", page.WaitForElement(".rule-answer").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await hub.ReadAsync(db => db.Policies.CountAsync()));
    }

    [Fact]
    public async Task Newer_rules_are_applied_after_a_look_and_with_a_reason()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var receipt = await hub.FileAsync();
        var policy = await OpenCaseRules.PromiseAsync(hub, ada, 10, 60, 120);
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<ApplyRulesPage>("form");

        await page.Find("form").SubmitAsync();
        Assert.Equal(["1", "3", "0", "0"], page.WaitForElement(".rule-figures").QuerySelectorAll("dd").Select(d => d.TextContent));
        Assert.Contains(receipt.Number, page.Find("tbody").TextContent, StringComparison.Ordinal);
        await page.FindAll("form")[1].SubmitAsync();
        Assert.Equal(["Say why."], page.Problems());
        Assert.Equal(1, (await hub.CaseAsync(receipt.CaseId)).PolicyVersionId);

        await page.Field("Why").ChangeAsync(new() { Value = "The law is stricter now." });
        await page.FindAll("form")[1].SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Done: 1 cases", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(policy, (await hub.CaseAsync(receipt.CaseId)).PolicyVersionId);
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("follow these already", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Newer rules applied", pages.Open<AuditPage>("tbody").Find("tbody").TextContent, StringComparison.Ordinal);

        await using var staff = new StaffPages(hub, await hub.HandlerAsync());
        var told = staff.Case(receipt.Number).FindAll(".change").Select(c => c.TextContent).Single(c => c.Contains("applied newer rules", StringComparison.Ordinal));
        Assert.Contains($"Ada Root applied newer rules (promise rules version {policy}): The law is stricter now.", told, StringComparison.Ordinal);
        Assert.Contains("Resolve now due today 11:00", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thirty_rules_are_read_in_Chinese()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var table = (await hub.Use<ReadPromiseTable>().ExecuteAsync(ada, new ReadPromiseTable.Request())).Value;
        var many = Enumerable.Range(0, 30).Select(i => table.Document.Rules[0] with { Name = new Bilingual($"Rule {i}", $"规则{i}"), Departments = [hub.FirstDepartment] });
        await hub.Use<SavePromiseTable>().ExecuteAsync(ada, new SavePromiseTable.Request(new PolicyDocument([.. many, table.Document.Rules[^1]]), table.VersionId));
        await using var pages = new AdminPages(hub, ada, Languages.Chinese);

        var page = pages.Open<PromisesPage>(".rule");

        Assert.Equal(31, page.FindAll(".rule").Count);
        Assert.Empty(page.FindAll(".rule-editor"));
        Assert.Contains("投诉 · 一般 · 接收部门：客户服务部", page.Find(".rule").TextContent, StringComparison.Ordinal);
        Assert.Contains("不会生效：符合的案件都已被前面的“规则0”先行适用。", page.FindAll(".rule")[1].TextContent, StringComparison.Ordinal);
    }

    private static IElement Line(IRenderedComponent<PromisesPage> page, string name) =>
        page.FindAll(".rule-head").Single(l => l.QuerySelector("strong")!.TextContent == name);

    private static Task Check(IRenderedComponent<PromisesPage> page, string words) =>
        page.FindAll(".rule-editor .admin-checks label").Single(l => l.TextContent.Trim() == words).QuerySelector("input")!.ChangeAsync(new() { Value = true });
}
