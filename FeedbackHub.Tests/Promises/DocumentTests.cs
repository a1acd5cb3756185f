using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>Calendars and policies as administrators edit and the database stores them.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void The_default_calendar_survives_storing()
    {
        var json = CalendarDocument.Of(BusinessCalendar.Default).ToJson();
        var back = Assert.IsType<CalendarReading.Accepted>(CalendarDocument.FromJson(json)).Calendar;
        Assert.Equal(json, CalendarDocument.Of(back).ToJson());
        Assert.Contains("\"monday\":[\"08:30-12:00\",\"13:30-17:30\"]", json);
        Assert.Contains("{\"date\":\"2026-10-01\",\"name\":\"国庆节 National Day\"}", json);
        Assert.Contains("{\"date\":\"2026-02-14\",\"windows\":[\"08:30-12:00\",\"13:30-17:30\"]", json);
    }

    [Fact]
    public void Windows_may_end_at_24_00_and_come_in_any_order()
    {
        var calendar = Accepted("""{"zone":"Etc/UTC","weekly":{"monday":["22:00-24:00","00:00-06:00"]},"holidays":[{"date":"2026-01-01"}],"workingDays":[]}""");
        Assert.Equal([new OpenWindow(0, 360), new OpenWindow(1320, 1440)], calendar.WeeklyHours(IsoDayOfWeek.Monday));
        Assert.Null(calendar.Holidays[new LocalDate(2026, 1, 1)]);
    }

    [Fact]
    public void Every_fault_is_named_with_its_field()
    {
        var problems = Problems(new CalendarDocument(
            "Asia/Peking",
            new Dictionary<string, IReadOnlyList<string>> { ["monday"] = ["08:30-12:00", "9-10", "10:00-25:00"], ["Montag"] = [] },
            [new("2026-02-30"), new("2026-10-01"), new("2026-10-01")],
            [new("tomorrow", [])]).Read());
        Assert.Equal<CalendarProblem>(
            [
                new CalendarProblem.UnknownZone("zone", "Asia/Peking"),
                new CalendarProblem.NotAWindow("weekly.monday[1]", "9-10"),
                new CalendarProblem.NotAWindow("weekly.monday[2]", "10:00-25:00"),
                new CalendarProblem.UnknownWeekday("weekly.Montag", "Montag"),
                new CalendarProblem.NotADate("holidays[0].date", "2026-02-30"),
                new CalendarProblem.DateTwice("holidays[2].date", new LocalDate(2026, 10, 1)),
                new CalendarProblem.NotADate("workingDays[0].date", "tomorrow"),
            ],
            problems);
    }

    [Fact]
    public void Windows_that_make_no_sense_are_refused()
    {
        var problems = Problems(new CalendarDocument(
            "Etc/UTC",
            new Dictionary<string, IReadOnlyList<string>> { ["monday"] = ["10:00-12:00", "08:00-10:01"], ["friday"] = ["12:00-12:00"] },
            [new("2026-10-01")],
            [new("2026-10-01", ["08:00-09:00"]), new("2026-10-02", [])]).Read());
        Assert.Equal<CalendarProblem>(
            [
                new CalendarProblem.WindowsOverlap("weekly.monday", new OpenWindow(480, 601), new OpenWindow(600, 720)),
                new CalendarProblem.WindowNotForward("weekly.friday[0]", new OpenWindow(720, 720)),
                new CalendarProblem.HolidayAndWorkingDay("workingDays.2026-10-01", new LocalDate(2026, 10, 1)),
                new CalendarProblem.WorkingDayWithoutWindows("workingDays.2026-10-02", new LocalDate(2026, 10, 2)),
            ],
            problems);
    }

    [Fact]
    public void Windows_that_touch_are_no_overlap() =>
        Accepted("""{"zone":"Etc/UTC","weekly":{"monday":["08:00-10:00","10:00-12:00"]},"holidays":[],"workingDays":[]}""");

    [Theory]
    [InlineData("""{"zone":"Etc/UTC","weekly":{},"holidays":[],"workingDays":[]}""")]
    [InlineData("""{"zone":"Etc/UTC","weekly":{"monday":[]},"holidays":[],"workingDays":[]}""")]
    [InlineData("""{"zone":"Etc/UTC","weekly":{"monday":null},"holidays":[],"workingDays":[]}""")]
    public void A_calendar_that_never_opens_is_refused(string json) =>
        Assert.Equal<CalendarProblem>([new CalendarProblem.NoOpenTime("weekly")], Problems(CalendarDocument.FromJson(json)));

    [Theory]
    [InlineData("", "")]
    [InlineData("null", "")]
    [InlineData("""{"zone":"Etc/UTC"}""", "")]
    [InlineData("""{"zone":"Etc/UTC","weekly":{},"holidays":[{"date":7}],"workingDays":[]}""", "holidays[0].date")]
    [InlineData("""{"zone":"Etc/UTC","weekly":{"monday":[],"monday":[]},"holidays":[],"workingDays":[]}""", "weekly")]
    [InlineData("""{"zone":"Etc/UTC","weekly":{},"holidays":[],"workingDays":[],"holiday":[]}""", "holiday")]
    public void Text_that_is_no_calendar_document_is_refused_without_throwing(string json, string field) =>
        Assert.StartsWith(field, Assert.IsType<CalendarProblem.NotADocument>(Assert.Single(Problems(CalendarDocument.FromJson(json)))).Field);

    [Fact]
    public void Null_entries_are_named()
    {
        var problems = Problems(CalendarDocument.FromJson(
            """{"zone":"Etc/UTC","weekly":{"monday":[null]},"holidays":[null],"workingDays":[null]}"""));
        Assert.Equal(["weekly.monday[0]", "holidays[0].date", "workingDays[0].date"], problems.Select(problem => problem.Field));
    }

    [Fact]
    public void The_default_policy_survives_storing()
    {
        var json = PolicyDocument.Of(PromisePolicy.Default).ToJson();
        var back = Assert.IsType<PolicyReading.Accepted>(PolicyDocument.FromJson(json)).Policy;
        Assert.Equal(json, PolicyDocument.Of(back).ToJson());
        Assert.Contains("\"progress\":{\"unit\":\"workingDays\",\"amount\":5}", json);
    }

    [Fact]
    public void By_default_a_major_case_is_promised_sooner_than_a_general_one() =>
        Assert.All(
            from kind in Enum.GetValues<CaseKind>() from promise in new[] { PromiseKind.Acknowledge, PromiseKind.Reply, PromiseKind.Resolve } select (kind, promise),
            row => Assert.True(PromisePolicy.Default.For(row.kind, Severity.Major).For(row.promise)!.Value.Time
                < PromisePolicy.Default.For(row.kind, Severity.General).For(row.promise)!.Value.Time));

    [Fact]
    public void Every_fault_of_a_policy_is_named_with_its_field()
    {
        var rules = PromisePolicy.Default.Document.Rules;
        var reading = new PolicyDocument(
        [
            rules[0] with { Promises = rules[0].Promises with { Reply = PromiseTarget.WorkingMinutes(0), Final = PromiseTarget.Days(367) } },
            rules[1] with { Name = new Bilingual("Only English", " ") },
            rules[8],
            rules[2] with { Channels = [] },
        ]).Read();
        Assert.Equal<PolicyProblem>(
            [
                new PolicyProblem.NoRuleForAll("rules"),
                new PolicyProblem.TargetOutOfRange("rules[0].promises.reply"),
                new PolicyProblem.TargetOutOfRange("rules[0].promises.final"),
                new PolicyProblem.NameMissing("rules[1].name"),
                new PolicyProblem.RuleNeverReached("rules[3]"),
                new PolicyProblem.ConditionEmpty("rules[3]"),
            ],
            Assert.IsType<PolicyReading.Rejected>(reading).Problems);
    }

    [Fact]
    public void Text_that_is_no_policy_document_is_refused_without_throwing()
    {
        Assert.Equal<PolicyProblem>([new PolicyProblem.NotADocument("rules")], Assert.IsType<PolicyReading.Rejected>(PolicyDocument.FromJson("""{"rules":7}""")).Problems);
        Assert.IsType<PolicyReading.Rejected>(PolicyDocument.FromJson("{}"));
        Assert.IsType<PolicyReading.Rejected>(PolicyDocument.FromJson("""{"rules":[]}"""));
    }

    [Fact]
    public void The_table_of_the_first_form_still_counts_for_the_cases_promised_under_it()
    {
        var policy = Assert.IsType<PolicyReading.Accepted>(PolicyDocument.FromJson(
            """{"cells":[{"kind":"complaint","severity":"major","acknowledgeMinutes":1,"replyMinutes":2,"resolveMinutes":3},{"kind":"enquiry","severity":"general","acknowledgeMinutes":4,"replyMinutes":5,"resolveMinutes":6}]}""")).Policy;
        Assert.Equal(PromiseTarget.WorkingMinutes(6), policy.For(CaseKind.Enquiry, Severity.General).Resolve);
        Assert.Equal(PromiseTarget.WorkingMinutes(2), policy.For(CaseKind.Complaint, Severity.Major).Reply);
        Assert.Null(policy.For(CaseKind.Complaint, Severity.Major).Progress);
    }

    [Fact]
    public void The_first_rule_that_fits_counts_and_a_branch_of_the_categories_is_all_below_it()
    {
        PromiseRule Rule(int minutes) => new(Rules.Name, new PromiseTargets(
            PromiseTarget.WorkingMinutes(minutes), PromiseTarget.WorkingMinutes(minutes), PromiseTarget.WorkingMinutes(minutes)));
        var policy = Rules.Policy(
            Rule(1) with { Categories = [17], Safety = true },
            Rule(2) with { Categories = [3] },
            Rule(3) with { Channels = [Channel.Hotline], Departments = [5] },
            Rule(4));
        int For(CaseTraits traits) => policy.For(traits).Reply.Amount;

        var plain = new CaseTraits(CaseKind.Complaint, Severity.General);
        Assert.Equal(1, For(plain with { CategoryPath = "/3/17/", Safety = true }));
        Assert.Equal(2, For(plain with { CategoryPath = "/3/17/" }));
        Assert.Equal(4, For(plain with { CategoryPath = "/33/" }));
        Assert.Equal(3, For(plain with { Channel = Channel.Hotline, DepartmentId = 5 }));
        Assert.Equal(4, For(plain with { Channel = Channel.Hotline, DepartmentId = 6 }));
    }

    private static BusinessCalendar Accepted(string json) =>
        Assert.IsType<CalendarReading.Accepted>(CalendarDocument.FromJson(json)).Calendar;

    private static IReadOnlyList<CalendarProblem> Problems(CalendarReading reading) =>
        Assert.IsType<CalendarReading.Rejected>(reading).Problems;
}
