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
        Assert.Contains("""{"kind":"complaint","severity":"general","acknowledgeMinutes":60,"replyMinutes":900,"resolveMinutes":3150}""", json);
    }

    [Fact]
    public void By_default_a_major_case_is_promised_sooner_than_a_general_one() =>
        Assert.All(
            from kind in Enum.GetValues<CaseKind>() from promise in Enum.GetValues<PromiseKind>() select (kind, promise),
            row => Assert.True(PromisePolicy.Default.For(row.kind, Severity.Major).For(row.promise)
                < PromisePolicy.Default.For(row.kind, Severity.General).For(row.promise)));

    [Fact]
    public void Every_fault_of_a_policy_is_named_with_its_field()
    {
        var cells = PolicyDocument.Of(PromisePolicy.Default).Cells;
        var reading = new PolicyDocument(
        [
            cells[0] with { ReplyMinutes = 0, ResolveMinutes = int.MaxValue },
            .. cells.Skip(2),
            cells[2],
            cells[1] with { Kind = "rant" },
            cells[1] with { Severity = "2" },
        ]).Read();
        Assert.Equal<PolicyProblem>(
            [
                new PolicyProblem.CellTwice("cells[7]", CaseKind.Suggestion, Severity.General),
                new PolicyProblem.UnknownKind("cells[8].kind", "rant"),
                new PolicyProblem.UnknownSeverity("cells[9].severity", "2"),
                new PolicyProblem.TargetOutOfRange("cells.complaint.general.replyMinutes", 0),
                new PolicyProblem.TargetOutOfRange("cells.complaint.general.resolveMinutes", int.MaxValue),
                new PolicyProblem.CellMissing("cells", CaseKind.Complaint, Severity.Major),
            ],
            Assert.IsType<PolicyReading.Rejected>(reading).Problems);
    }

    [Fact]
    public void Text_that_is_no_policy_document_is_refused_without_throwing() =>
        Assert.Equal<PolicyProblem>(
            [new PolicyProblem.NotADocument("cells[0].replyMinutes")],
            Assert.IsType<PolicyReading.Rejected>(PolicyDocument.FromJson(
                """{"cells":[{"kind":"complaint","severity":"major","acknowledgeMinutes":1,"replyMinutes":"soon","resolveMinutes":1}]}""")).Problems);

    private static BusinessCalendar Accepted(string json) =>
        Assert.IsType<CalendarReading.Accepted>(CalendarDocument.FromJson(json)).Calendar;

    private static IReadOnlyList<CalendarProblem> Problems(CalendarReading reading) =>
        Assert.IsType<CalendarReading.Rejected>(reading).Problems;
}
