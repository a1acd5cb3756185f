using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using FeedbackHub.App.Admin;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace FeedbackHub.Tests.Admin;

/// <summary>The calendars' pages: the list, the year of one, files brought in, and who counts by which.</summary>
[Trait("Kind", "Component")]
public sealed partial class CalendarPagesTests
{
    [Fact]
    public async Task A_year_tells_each_day_by_class_sign_and_words_and_one_day_takes_the_focus()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var pages = new AdminPages(hub, await hub.AdministratorAsync());
        var page = pages.Open<CalendarPage>(".year", p => p.Add(c => c.Id, 1));

        Assert.Equal(365, page.FindAll("[data-date]").Count);
        Assert.Equal("2026-03-02", Assert.Single(page.FindAll("[data-date]"), day => day.GetAttribute("tabindex") == "0").GetAttribute("data-date"));
        foreach (var (date, look, sign, words) in new[]
        {
            ("2026-03-02", "open", "", "open, 08:30-12:00, 13:30-17:30"), ("2026-03-07", "closed", "–", "closed every week"),
            ("2026-10-01", "holiday", "H", "holiday, 国庆节 National Day"), ("2026-10-10", "worked", "W", "worked instead, 调休 exchanged working day, 08:30-12:00"),
        })
        {
            var day = Day(page, date);
            Assert.Contains(look, day.ClassList);
            Assert.Equal(sign, day.QuerySelector(".year-mark")!.GetAttribute("data-mark"));
            Assert.Contains(words, day.GetAttribute("aria-label"), StringComparison.Ordinal);
            Assert.Equal(day.GetAttribute("title"), day.GetAttribute("aria-label"));
        }

        // 1 January 2026 is a Thursday, 1 March a Sunday.
        Assert.Contains("at-4", Day(page, "2026-01-01").ClassList);
        Assert.Contains("at-7", Day(page, "2026-03-01").ClassList);
    }

    [Fact]
    public async Task A_year_is_read_in_chinese_too()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var pages = new AdminPages(hub, await hub.AdministratorAsync(), Languages.Chinese);
        var page = pages.Open<CalendarPage>(".year", p => p.Add(c => c.Id, 1));
        Assert.Contains("2026年10月1日", Day(page, "2026-10-01").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(("休", "班"), (Day(page, "2026-10-01").QuerySelector(".year-mark")!.GetAttribute("data-mark"), Day(page, "2026-10-10").QuerySelector(".year-mark")!.GetAttribute("data-mark")));
        Assert.Equal("公司日历", page.Find("h1").TextContent.Trim());
    }

    [Fact]
    public async Task A_day_is_closed_for_a_part_worked_by_hours_of_its_own_and_given_back_to_the_week()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<CalendarPage>(".year", p => p.Add(c => c.Id, 1));

        await Day(page, "2026-03-04").ClickAsync(new());
        await Choose(page, "Part");
        await page.Field("Closed").ChangeAsync(new() { Value = "noon on" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("is no time span", Assert.Single(page.Problems()), StringComparison.Ordinal);
        await page.Field("Closed").ChangeAsync(new() { Value = "18:00-24:00" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(["Nothing is open then anyway."], page.Problems());
        await page.Field("Closed").ChangeAsync(new() { Value = "14:00–24:00" });
        await page.Field("What it is called").ChangeAsync(new() { Value = "Works outing" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Empty(page.FindAll("dialog"));
        Assert.Contains("closed for a part, Works outing, 08:30-12:00, 13:30-14:00", Day(page, "2026-03-04").GetAttribute("aria-label"), StringComparison.Ordinal);

        await Day(page, "2026-03-07").ClickAsync(new());
        await Choose(page, "Own");
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("worked", Day(page, "2026-03-07").ClassList);
        await Day(page, "2026-10-01").ClickAsync(new());
        await Choose(page, "AsWeek");
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("open", Day(page, "2026-10-01").ClassList);

        Assert.Equal(1, await hub.ReadAsync(db => db.CalendarVersions.CountAsync()));
        await page.Find("form.admin-form").SubmitAsync();
        var stored = (await hub.Use<ReadCalendar>().ExecuteAsync(ada, new ReadCalendar.Request())).Value.Document;
        Assert.Equal(["08:30-12:00", "13:30-14:00"], stored.WorkingDays.Single(day => day.Date == "2026-03-04").Windows);
        Assert.Contains(stored.WorkingDays, day => day.Date == "2026-03-07");
        Assert.DoesNotContain(stored.Holidays, day => day.Date == "2026-10-01");
    }

    [Fact]
    public async Task A_file_is_looked_over_before_it_is_put_in_and_nothing_is_lost_where_it_is_bad()
    {
        await using var hub = await HubFixture.StartAsync(limits: new Limits { ImportBytes = 4000 });
        var ada = await hub.AdministratorAsync();
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<CalendarPage>(".year", p => p.Add(c => c.Id, 1));
        await page.Field("Saturday").InputAsync(new() { Value = "09:00-12:00" });

        await page.Button("Bring in a file").ClickAsync(new());
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("nothing of use", "days.csv"));
        page.WaitForAssertion(() => Assert.Contains("Line 1: “nothing of use” is no date.", page.Find(".calendar-notes").TextContent, StringComparison.Ordinal));
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(new string('x', 4001), "days.csv"));
        page.WaitForAssertion(() => Assert.Equal(["The file is larger than 3 KB."], page.Problems()));
        Assert.Empty(page.FindAll(".calendar-notes"));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(
            "date,kind,name,windows\n2026-12-24,closed,Eve\n2026-10-02,worked\n2026-10-01,closed\n2026-99-99,closed", "days.csv"));
        page.WaitForAssertion(() => Assert.Contains("1 added, 1 replaced, 1 as they are already, 1 left out.", page.Find(".calendar-import").TextContent, StringComparison.Ordinal));
        var rows = page.FindAll(".calendar-import tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Contains("holiday, 国庆节 National Day", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(["3", "2"], rows.Select(row => row.LastElementChild!.TextContent));
        Assert.Contains("open", Day(page, "2026-12-24").ClassList);

        await page.Button("Put 2 days into the calendar").ClickAsync(new());
        Assert.Contains("holiday", Day(page, "2026-12-24").ClassList);
        Assert.Equal("09:00-12:00", page.Value("Saturday"));
        await page.Find("form.admin-form").SubmitAsync();
        var stored = (await hub.Use<ReadCalendar>().ExecuteAsync(ada, new ReadCalendar.Request())).Value.Document;
        Assert.Equal(("Eve", 1), (stored.Holidays.Single(day => day.Date == "2026-12-24").Name, stored.Weekly["saturday"].Count));
    }

    [Fact]
    public async Task Public_holidays_are_added_by_a_button_and_days_set_otherwise_stay()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var read = (await hub.Use<ReadCalendar>().ExecuteAsync(ada, new ReadCalendar.Request())).Value;
        var bare = read.Document with
        {
            Holidays = [.. read.Document.Holidays.Where(day => !day.Date.StartsWith("2026", StringComparison.Ordinal))],
            WorkingDays = [new CalendarDocument.OpenDate("2026-10-01", ["10:00-11:00"], "Stocktaking")],
        };
        Assert.Null((await hub.Use<SaveCalendar>().ExecuteAsync(ada, new SaveCalendar.Request(bare, read.VersionId))).Failure);
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<CalendarPage>(".year", p => p.Add(c => c.Id, 1));
        Assert.Contains("China's public holidays of 2026 are missing", page.Find(".admin-missing").TextContent, StringComparison.Ordinal);

        await page.FindAll("button").First(button => button.TextContent == "Add China's public holidays of 2026").ClickAsync(new());
        Assert.Contains("38 days put in; 1 that you had set otherwise were left", page.Find(".calendar-year").TextContent, StringComparison.Ordinal);
        Assert.Contains("国办发明电〔2025〕7号", page.Find(".calendar-year").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".admin-missing"));
        Assert.Contains("Stocktaking", Day(page, "2026-10-01").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("holiday", Day(page, "2026-10-02").ClassList);
    }

    [Fact]
    public async Task The_list_says_what_is_missing_from_October_on_and_calendars_are_made_renamed_and_kept_while_in_use()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        hub.Time.SetUtcNow(new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero));
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<CalendarsPage>("tbody tr");
        Assert.Contains("China's public holidays of 2027 are missing here, and this version", page.Find(".admin-missing").TextContent, StringComparison.Ordinal);
        Assert.Equal("/staff/admin/calendar/1", page.Find("tbody a").GetAttribute("href"));

        await page.Button("New calendar").ClickAsync(new());
        await page.Field("Name in English").ChangeAsync(new() { Value = "Company calendar" });
        await page.Field("Name in Chinese").ChangeAsync(new() { Value = "夜间" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(["Another one has this name already."], page.Problems());
        await page.Field("Name in English").ChangeAsync(new() { Value = "Night" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal(2, page.FindAll("tbody tr").Count);

        var departments = pages.Open<DepartmentsPage>("tbody tr");
        await departments.Button("Edit Customer care").ClickAsync(new());
        await departments.Field("Calendar").ChangeAsync(new() { Value = "2" });
        await departments.Find("dialog form").SubmitAsync();
        Assert.Contains("Night", departments.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single((await hub.Use<ListDepartments>().ExecuteAsync(ada, new ListDepartments.Request())).Value).CalendarId);

        page = pages.Open<CalendarsPage>("tbody tr");
        await page.Button("Rename or disable Night").ClickAsync(new());
        await page.Find("dialog input[type=checkbox]").ChangeAsync(new() { Value = true });
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(["A department or a customer segment counts by this calendar. Choose another for it first."], page.Problems());
    }

    [Fact]
    public async Task Segments_are_made_with_a_calendar_renamed_and_disabled()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        await hub.Use<NameCalendar>().ExecuteAsync(ada, new NameCalendar.Request(null, new Bilingual("Night", "夜间")));
        await using var pages = new AdminPages(hub, ada);
        var page = pages.Open<SegmentsPage>(".admin-empty");

        await page.Button("New segment").ClickAsync(new());
        await page.Field("Name in English").ChangeAsync(new() { Value = "Partners" });
        await page.Field("Calendar").ChangeAsync(new() { Value = "2" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Single(page.Problems());
        Assert.Equal("Partners", page.Value("Name in English"));
        await page.Field("Name in Chinese").ChangeAsync(new() { Value = "合作伙伴" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("Night", page.Find("tbody").TextContent, StringComparison.Ordinal);

        await page.Button("Edit Partners").ClickAsync(new());
        await page.Find("dialog input[type=checkbox]").ChangeAsync(new() { Value = true });
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(1, await hub.ReadAsync(db => db.Segments.CountAsync(s => s.Disabled && s.CalendarId == 2)));

        await using var theirs = new AdminPages(hub, await hub.HandlerAsync());
        Assert.Equal(["You may not do this."], theirs.Open<CalendarsPage>(".admin-problem").Problems());
        Assert.Equal(["You may not do this."], theirs.Open<SegmentsPage>(".admin-problem").Problems());
    }

    [Fact]
    public void Whatever_is_left_out_of_a_file_or_refused_has_words_in_both_languages()
    {
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "FeedbackHub.Core", "Promises"), "DayList*.cs").Select(File.ReadAllText));
        var notes = NoteCode().Matches(source).Select(match => match.Groups[1].Value).Concat(["Cancelled", "NoStart", "TooEarly", "SeveralRules", "TooOften"]).ToHashSet();
        var refusals = RefusalCode().Matches(source).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.True(notes.Count > 14 && refusals.Count > 5, $"{notes.Count} {refusals.Count}");
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var (calendar, failures) = (services.GetRequiredService<IStringLocalizer<CalendarTexts>>(), services.GetRequiredService<IStringLocalizer<FailureTexts>>());
        foreach (var language in Languages.All)
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.All(notes, code => Assert.False(calendar[$"Import_{code}"].ResourceNotFound, code));
            Assert.All(refusals, code => Assert.False(failures[$"Problem_{code}"].ResourceNotFound, code));
        }
    }

    private static IElement Day(IRenderedComponent<CalendarPage> page, string date) => page.Find($"[data-date='{date}']");

    private static Task Choose(IRenderedComponent<CalendarPage> page, string what) => page.Find($"dialog input[value={what}]").ChangeAsync(new() { Value = what });

    [GeneratedRegex("new ImportNote\\([^\"]*\"(\\w+)\"")]
    private static partial Regex NoteCode();

    [GeneratedRegex("Refuse\\(\"(\\w+)\"")]
    private static partial Regex RefusalCode();
}
