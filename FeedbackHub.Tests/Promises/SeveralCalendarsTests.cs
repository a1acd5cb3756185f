using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Customers;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>Several calendars and customer segments: which a case gets, what it keeps, and who may alter them.</summary>
public class SeveralCalendarsTests
{
    [Fact]
    public async Task A_case_gets_the_calendar_of_its_segment_else_of_its_department_else_the_companys()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var company = await NewestAsync(hub, 1);
        var (night, partners) = (await CalendarAsync(hub, ada, "Night"), await CalendarAsync(hub, ada, "Partners"));
        var spares = (await hub.Use<SaveDepartment>().ExecuteAsync(ada, new SaveDepartment.Request(null, new Bilingual("Spares", "配件"), CalendarId: night))).Value.Id;
        var key = (await hub.Use<SaveSegment>().ExecuteAsync(ada, new SaveSegment.Request(null, new Bilingual("Key customers", "重点客户"), partners))).Value.Id;
        var plain = (await hub.Use<SaveSegment>().ExecuteAsync(ada, new SaveSegment.Request(null, new Bilingual("Others", "其他客户")))).Value.Id;
        var lin = await hub.HandlerAsync();

        async Task<long> OfAsync(Receipt receipt) => (await hub.CaseAsync(receipt.CaseId)).CalendarVersionId;
        var category = await hub.CategoryAsync("Spare parts", spares);
        Assert.Equal(company, await OfAsync(await hub.FileAsync()));
        Assert.Equal(await NewestAsync(hub, night), await OfAsync(await hub.FileAsync(f => f with { CategoryId = category })));
        Assert.Equal(await NewestAsync(hub, partners), await OfAsync(await hub.FileAsync(f => f with { CategoryId = category, SegmentId = key }, lin)));
        Assert.Equal(await NewestAsync(hub, night), await OfAsync(await hub.FileAsync(f => f with { CategoryId = category, SegmentId = plain }, lin)));
        Assert.Equal(company, await OfAsync(await hub.FileAsync(f => f with { SegmentId = plain }, lin)));
    }

    [Fact]
    public async Task A_case_keeps_its_calendar_version_whatever_becomes_of_calendar_segment_and_department()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, lin) = (await hub.AdministratorAsync(), await hub.HandlerAsync());
        var partners = await CalendarAsync(hub, ada, "Partners");
        var key = (await hub.Use<SaveSegment>().ExecuteAsync(ada, new SaveSegment.Request(null, new Bilingual("Key customers", "重点客户"), partners))).Value.Id;
        var receipt = await hub.FileAsync();
        var before = await hub.CaseAsync(receipt.CaseId);

        Assert.Null((await hub.Use<EditCase>().ExecuteAsync(lin, new EditCase.Request(receipt.CaseId, nameof(Case.SegmentId), $"{key}", 1))).Failure);
        Assert.Null((await hub.Use<SaveDepartment>().ExecuteAsync(
            ada, new SaveDepartment.Request(hub.FirstDepartment, new Bilingual("Customer care", "客户服务部"), false, 1, CalendarId: partners))).Failure);

        var after = await hub.CaseAsync(receipt.CaseId);
        Assert.Equal((key, before.CalendarVersionId, before.DueAt), (after.SegmentId, after.CalendarVersionId, after.DueAt));
        var edited = (await hub.JournalOfAsync(receipt.CaseId))[^1];
        Assert.Equal((JournalKind.Edited, key, before.CalendarVersionId), (edited.Kind, edited.SegmentId, edited.CalendarVersionId));
        Assert.Equal("Key customers", (await hub.Use<ReadCase>().ExecuteAsync(lin, new ReadCase.Request(receipt.CaseId))).Value.Segment?.Name.En);
    }

    [Fact]
    public async Task A_rule_may_ask_for_segments_and_a_correction_counts_from_the_same_start()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, lin) = (await hub.AdministratorAsync(), await hub.HandlerAsync());
        var key = (await hub.Use<SaveSegment>().ExecuteAsync(ada, new SaveSegment.Request(null, new Bilingual("Key customers", "重点客户")))).Value.Id;
        var table = (await hub.Use<ReadPromiseTable>().ExecuteAsync(ada, new ReadPromiseTable.Request())).Value;
        var quick = new PromiseRule(
            new Bilingual("Key customers", "重点客户"), table.Document.Rules[^1].Promises with { Acknowledge = PromiseTarget.WorkingMinutes(10) })
        {
            Segments = [key],
        };
        Assert.Null((await hub.Use<SavePromiseTable>().ExecuteAsync(ada, new SavePromiseTable.Request(new PolicyDocument([quick, .. table.Document.Rules]), table.VersionId))).Failure);

        var start = hub.Database.Now;
        Duration Promised(Case one) => one.Promises.Single(p => p.Kind == PromiseKind.Acknowledge).DueAt!.Value - start;
        var (known, corrected) = (await hub.FileAsync(f => f with { SegmentId = key }, lin), await hub.FileAsync());
        Assert.Equal(Duration.FromMinutes(10), Promised(await hub.CaseAsync(known.CaseId)));
        Assert.Equal(Duration.FromMinutes(60), Promised(await hub.CaseAsync(corrected.CaseId)));

        hub.Time.Advance(TimeSpan.FromMinutes(5));
        var edit = hub.Use<EditCase>();
        var once = (await edit.ExecuteAsync(lin, new EditCase.Request(corrected.CaseId, nameof(Case.SegmentId), $"{key}", 1))).Value;
        Assert.Equal(Duration.FromMinutes(10), Promised(await hub.CaseAsync(corrected.CaseId)));
        await edit.ExecuteAsync(lin, new EditCase.Request(corrected.CaseId, nameof(Case.SegmentId), "", once.Version));
        Assert.Equal(Duration.FromMinutes(60), Promised(await hub.CaseAsync(corrected.CaseId)));

        // What was met before the correction was met by the rule of then.
        hub.Time.Advance(TimeSpan.FromMinutes(25));
        Assert.Null((await hub.Use<ClaimCase>().ExecuteAsync(lin, new ClaimCase.Request(corrected.CaseId))).Failure);
        var twice = FieldVersions.Of(await hub.CaseAsync(corrected.CaseId), nameof(Case.SegmentId));
        Assert.Null((await edit.ExecuteAsync(lin, new EditCase.Request(corrected.CaseId, nameof(Case.SegmentId), $"{key}", twice))).Failure);
        Assert.Equal((Duration.FromMinutes(60), true), (Promised(await hub.CaseAsync(corrected.CaseId)), (await hub.CaseAsync(corrected.CaseId)).Promises.Single(p => p.Kind == PromiseKind.Acknowledge).Kept));

        // The stored times are what the journal alone says.
        var stored = await hub.CaseAsync(corrected.CaseId);
        var replayed = await hub.ReadAsync(db => hub.Get<PromiseBook>().ReplayAsync(db, stored, TestContext.Current.CancellationToken));
        Assert.Equal(stored.Promises.OrderBy(p => p.Kind).Select(p => p.DueAt), replayed.OrderBy(p => p.Kind).Select(p => p.DueAt));
    }

    [Fact]
    public void A_segment_condition_fits_only_those_it_lists_and_may_not_be_empty()
    {
        var plain = new CaseTraits(CaseKind.Complaint, Severity.General);
        var rule = PromisePolicy.Default.Document.Rules[^1] with { Segments = [3, 5] };
        Assert.Equal((true, false, false, false), (rule.Fits(plain with { SegmentId = 5 }), rule.Fits(plain with { SegmentId = 4 }), rule.Fits(plain), rule.IsForAll));
        Assert.Contains("\"segments\":[3,5]", new PolicyDocument([rule]).ToJson(), StringComparison.Ordinal);

        var empty = new PolicyDocument([rule with { Segments = [] }, PromisePolicy.Default.Document.Rules[^1]]).Read();
        Assert.Equal([new PolicyProblem.ConditionEmpty("rules[0]")], Assert.IsType<PolicyReading.Rejected>(empty).Problems);
    }

    [Fact]
    public async Task Customers_cannot_choose_their_segment_and_nobody_one_that_is_closed()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, lin) = (await hub.AdministratorAsync(), await hub.HandlerAsync());
        var save = hub.Use<SaveSegment>();
        var key = (await save.ExecuteAsync(ada, new SaveSegment.Request(null, new Bilingual("Key customers", "重点客户")))).Value;
        var refused = new Invalid(nameof(Filed.SegmentId), "Choose");

        Task<Result<Receipt>> FileAsync(Actor actor, long segment) => hub.Use<FileCase>().ExecuteAsync(actor, HubFixture.Filing() with { SegmentId = segment });
        Assert.Equal(refused, (await FileAsync(Actor.Public, key.Id)).Failure);
        Assert.Equal(refused, (await FileAsync(lin, 99)).Failure);
        var filed = (await FileAsync(lin, key.Id)).Value;
        Assert.Null((await FileAsync(Actor.Program(1, "Till", ApiScopes.File, []), key.Id)).Failure);

        Assert.Null((await save.ExecuteAsync(ada, new SaveSegment.Request(key.Id, new Bilingual("Key customers", "重点客户"), null, true, key.Version))).Failure);
        Assert.Equal(refused, (await FileAsync(lin, key.Id)).Failure);
        var edit = hub.Use<EditCase>();
        Assert.Null((await edit.ExecuteAsync(lin, new EditCase.Request(filed.CaseId, nameof(Case.SegmentId), $"{key.Id}", 1))).Failure);
        Assert.IsType<Invalid>((await edit.ExecuteAsync(lin, new EditCase.Request((await hub.FileAsync()).CaseId, nameof(Case.SegmentId), $"{key.Id}", 1))).Failure);
    }

    [Fact]
    public async Task A_calendar_in_use_and_the_companys_cannot_be_disabled()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var name = hub.Use<NameCalendar>();
        var partners = await CalendarAsync(hub, ada, "Partners");
        var key = (await hub.Use<SaveSegment>().ExecuteAsync(ada, new SaveSegment.Request(null, new Bilingual("Key customers", "重点客户"), partners))).Value;
        var off = new NameCalendar.Request(partners, new Bilingual("Partners", "Partners"), true, 1);

        Assert.Equal(new CompanyCalendarStays(), (await name.ExecuteAsync(ada, new NameCalendar.Request(1, new Bilingual("Company", "公司"), true, 1))).Failure);
        Assert.Equal(new CalendarInUse(), (await name.ExecuteAsync(ada, off)).Failure);
        Assert.Null((await hub.Use<SaveSegment>().ExecuteAsync(ada, new SaveSegment.Request(key.Id, new Bilingual("Key customers", "重点客户"), null, false, key.Version))).Failure);
        Assert.Null((await name.ExecuteAsync(ada, off)).Failure);

        var choose = new SaveSegment.Request(null, new Bilingual("New", "新"), partners);
        Assert.Equal(new Invalid(nameof(choose.CalendarId), "Choose"), (await hub.Use<SaveSegment>().ExecuteAsync(ada, choose)).Failure);
        Assert.Equal(new Invalid("Name", "NameInUse"), (await name.ExecuteAsync(ada, new NameCalendar.Request(null, new Bilingual("Partners", "新")))).Failure);
    }

    [Fact]
    public async Task A_calendar_is_stale_only_by_changes_of_its_own()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, bo) = (await hub.AdministratorAsync(), await hub.AdministratorAsync("Bo"));
        var partners = await CalendarAsync(hub, ada, "Partners");
        var (read, save) = (hub.Use<ReadCalendar>(), hub.Use<SaveCalendar>());
        var theirs = (await read.ExecuteAsync(ada, new ReadCalendar.Request(partners))).Value;
        var company = (await read.ExecuteAsync(ada, new ReadCalendar.Request())).Value;
        Assert.Equal((partners, "Partners", false, true), (theirs.CalendarId, theirs.Name.En, theirs.IsCompany, company.IsCompany));
        Assert.Equal(company.Document.ToJson(), theirs.Document.ToJson());

        Assert.Null((await save.ExecuteAsync(bo, new SaveCalendar.Request(company.Document with { Zone = "Asia/Singapore" }, company.VersionId))).Failure);
        Assert.Null((await hub.Use<NameCalendar>().ExecuteAsync(bo, new NameCalendar.Request(partners, new Bilingual("Our partners", "合作伙伴"), false, 1))).Failure);
        Assert.Null((await save.ExecuteAsync(ada, new SaveCalendar.Request(theirs.Document with { Zone = "Asia/Tokyo" }, theirs.VersionId))).Failure);
        var stale = (await save.ExecuteAsync(bo, new SaveCalendar.Request(theirs.Document with { Zone = "Asia/Seoul" }, theirs.VersionId))).Failure;
        Assert.Equal("Ada Root", Assert.Single(Assert.IsType<ChangedSince>(stale).Since).ByName);
        var renamed = (await hub.Use<NameCalendar>().ExecuteAsync(ada, new NameCalendar.Request(partners, new Bilingual("Friends", "朋友"), false, 1))).Failure;
        Assert.Equal("Bo", Assert.Single(Assert.IsType<ChangedSince>(renamed).Since).ByName);
        Assert.Equal(new NotFound(), (await read.ExecuteAsync(ada, new ReadCalendar.Request(77))).Failure);
    }

    [Fact]
    public async Task A_departments_calendar_takes_the_permission_of_setup_too()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var night = await CalendarAsync(hub, ada, "Night");
        await hub.Use<SaveDepartment>().ExecuteAsync(ada, new SaveDepartment.Request(hub.FirstDepartment, new Bilingual("Customer care", "客户服务部"), false, 1, CalendarId: night));

        var listed = (await hub.Use<ListCalendars>().ExecuteAsync(ada, new ListCalendars.Request())).Value;
        Assert.Equal([(1L, true, 0), (night, false, 1)], listed.Select(c => (c.Id, c.IsCompany, c.UsedBy.Count)));
        Assert.Equal(night, Assert.Single((await hub.Use<ListDepartments>().ExecuteAsync(ada, new ListDepartments.Request())).Value).CalendarId);
        Assert.Equal(
            new Invalid("CalendarId", "Choose"),
            (await hub.Use<SaveDepartment>().ExecuteAsync(ada, new SaveDepartment.Request(null, new Bilingual("New", "新"), CalendarId: 99))).Failure);
    }

    [Fact]
    [Trait("Database", "Sqlite")] // looks at its plans
    public async Task Choosing_the_rules_of_a_new_case_takes_one_look_up()
    {
        var commands = new SeenCommands();
        await using var hub = await HubFixture.StartAsync(commands.AddTo);
        var ada = await hub.AdministratorAsync();
        var key = (await hub.Use<SaveSegment>().ExecuteAsync(
            ada, new SaveSegment.Request(null, new Bilingual("Key customers", "重点客户"), await CalendarAsync(hub, ada, "Partners")))).Value.Id;
        var book = hub.Get<PromiseBook>();
        Task<PromiseRules?> ChooseAsync() => hub.ReadAsync(db => book.ForCaseAsync(db, hub.FirstDepartment, key, TestContext.Current.CancellationToken));
        var first = await ChooseAsync(); // reads the versions, which are then known
        commands.Clear();

        Assert.Equal(first, await ChooseAsync());

        Assert.Equal(1, commands.Count());
        var plans = await commands.PlansAsync(hub, "CalendarVersions");
        Assert.DoesNotContain(plans.Single().Plan, line => line.StartsWith("SCAN v", StringComparison.Ordinal) || line.Contains("SCAN CalendarVersions", StringComparison.Ordinal));
    }

    private static async Task<long> CalendarAsync(HubFixture hub, Actor ada, string name) =>
        (await hub.Use<NameCalendar>().ExecuteAsync(ada, new NameCalendar.Request(null, new Bilingual(name, name)))).Value.Id;

    private static Task<long> NewestAsync(HubFixture hub, long calendar) =>
        hub.ReadAsync(db => db.CalendarVersions.Where(v => v.CalendarId == calendar).MaxAsync(v => v.Id));
}
