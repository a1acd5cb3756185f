using System.Diagnostics;
using System.Text;
using FeedbackHub.Core;
using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>Files of days as calendar programs, spreadsheets and programs write them, broken and malicious ones included.</summary>
public class DayListTests
{
    [Fact]
    public void An_event_without_a_time_closes_its_dates_the_end_not_included()
    {
        var file = Ical(
            """
            BEGIN:VEVENT
            UID:1
            DTSTART;VALUE=DATE:20261224
            DTEND;VALUE=DATE:20261227
            SUMMARY:Christ
             mas\, closed
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTART;VALUE=DATE:20270101
            SUMMARY:元旦
            END:VEVENT
            BEGIN:VEVENT
            UID:3
            DTSTART;VALUE=DATE:20260214
            SUMMARY:春节（班）
            X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY
            END:VEVENT
            """);
        Assert.Equal(
            ["2026-12-24 Closed Christmas, closed @3", "2026-12-25 Closed Christmas, closed @3", "2026-12-26 Closed Christmas, closed @3", "2027-01-01 Closed 元旦 @10", "2026-02-14 Worked 春节（班） @15"],
            Days(file));
        Assert.Empty(file.Notes);
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20101001", "RRULE:FREQ=YEARLY", "2026-10-01,2027-10-01")]
    [InlineData("DTSTART;VALUE=DATE:20101001", "RRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20261001", "2027-10-01")]
    [InlineData("DTSTART;VALUE=DATE:20261001", "RDATE;VALUE=DATE:20261105,20271231", "2026-10-01,2026-11-05,2027-12-31")]
    [InlineData("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-26,2027-11-25")]
    [InlineData("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;INTERVAL=1;COUNT=5", "")]
    [InlineData("DTSTART;VALUE=DATE:20260130", "RRULE:FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-1", "2026-01-31,2026-02-28,2026-03-31")]
    [InlineData("DTSTART;VALUE=DATE:20251230", "RRULE:FREQ=DAILY;UNTIL=20260102", "2026-01-01,2026-01-02")]
    [InlineData("DTSTART;VALUE=DATE:20251230\nDTEND;VALUE=DATE:20260103", "", "2026-01-01,2026-01-02")]
    public void Repetitions_are_followed_within_the_years_chosen(string start, string rule, string dates)
    {
        var file = Ical($"BEGIN:VEVENT\nUID:1\n{start}\n{rule}\nSUMMARY:x\nEND:VEVENT".Replace("\n\n", "\n", StringComparison.Ordinal));
        Assert.Equal(dates, string.Join(",", file.Days.Select(day => Iso(day.Date))));
    }

    [Fact]
    public void An_event_moved_by_one_of_its_own_is_not_counted_twice()
    {
        var file = Ical(
            """
            BEGIN:VEVENT
            UID:team
            DTSTART;VALUE=DATE:20250601
            RRULE:FREQ=YEARLY
            SUMMARY:Outing
            END:VEVENT
            BEGIN:VEVENT
            UID:team
            RECURRENCE-ID;VALUE=DATE:20260601
            DTSTART;VALUE=DATE:20260608
            SUMMARY:Outing
            END:VEVENT
            """);
        Assert.Equal(["2026-06-08", "2027-06-01"], file.Days.Select(day => Iso(day.Date)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("DTSTART:20260303T060000Z", "DTEND:20260303T160000Z", "2026-03-03 14:00-24:00")]
    [InlineData("DTSTART:20260303T060000Z", "DTEND:20260304T013000Z", "2026-03-03 14:00-24:00,2026-03-04 00:00-09:30")]
    [InlineData("DTSTART;TZID=Asia/Tokyo:20260303T090000", "DURATION:PT90M", "2026-03-03 08:00-09:30")]
    [InlineData("DTSTART:20260303T140000", "DTEND:20260303T235959", "2026-03-03 14:00-24:00")] // without a zone: by the calendar's clock
    [InlineData("DTSTART;TZID=America/New_York:20260307T200000", "DTEND;TZID=America/New_York:20260307T210000\nRRULE:FREQ=DAILY;COUNT=3", "2026-03-08 09:00-10:00,2026-03-09 08:00-09:00,2026-03-10 08:00-09:00")] // clocks go forward on the 8th
    public void An_event_with_a_time_closes_that_stretch_by_the_calendars_clock(string start, string end, string closed)
    {
        var file = Ical($"BEGIN:VEVENT\nUID:1\n{start}\n{end}\nSUMMARY:x\nEND:VEVENT");
        Assert.Equal(closed, string.Join(",", file.Days.Select(day => $"{Iso(day.Date)} {day.Windows.Single()}")));
        Assert.All(file.Days, day => Assert.Equal(ListedKind.ClosedPart, day.Kind));
    }

    [Fact]
    public void A_broken_event_is_told_with_its_line_and_the_others_count()
    {
        var file = Ical(
            """
            BEGIN:VTIMEZONE
            TZID:Europe/Berlin
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:1
            DTSTART;VALUE=DATE:2026-nonsense
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            SUMMARY:No start
            END:VEVENT
            BEGIN:VEVENT
            UID:3
            DTSTART;VALUE=DATE:20260601
            STATUS:CANCELLED
            SUMMARY:Off
            END:VEVENT
            BEGIN:VEVENT
            UID:4
            DTSTART;TZID=Mars/Olympus:20260601T100000
            DTEND;TZID=Mars/Olympus:20260601T110000
            END:VEVENT
            BEGIN:VEVENT
            UID:5
            DTSTART;VALUE=DATE:20191001
            SUMMARY:Long ago
            END:VEVENT
            BEGIN:VEVENT
            UID:6
            DTSTART:20260601T100000
            SUMMARY:A moment
            END:VEVENT
            BEGIN:VEVENT
            UID:7
            DTSTART;VALUE=DATE:20260602
            END:VEVENT
            BEGIN:VEVENT
            UID:8
            DTSTART;VALUE=DATE:20260603
            """);
        Assert.Equal(["2026-06-02 Closed  @35"], Days(file));
        Assert.Equal(["6 NoStart", "10 NoStart", "14 Cancelled", "20 Unreadable", "25 NoneInYears", "30 NoLength", "39 CutOff"],
            file.Notes.OrderBy(note => note.Line).Select(note => $"{note.Line} {note.Code}"));
    }

    [Theory]
    [InlineData("RRULE:FREQ=SECONDLY", "TooOften")]
    [InlineData("RRULE:FREQ=MINUTELY;INTERVAL=1", "TooOften")]
    [InlineData("RRULE:FREQ=YEARLY;BYHOUR=0,1,2,3,4,5;BYMINUTE=0,1,2,3;BYSECOND=0,1,2,3", "TooOften")]
    [InlineData("RRULE:FREQ=YEARLY\nRRULE:FREQ=SECONDLY", "SeveralRules")]
    [InlineData("RRU\n LE:FREQ=YEARLY\nEXRULE:FREQ=SECONDLY", "SeveralRules")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "NoneInYears")]
    [InlineData("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "NoneInYears")]
    [InlineData("RRULE:FREQ=YEARLY;BYDAY=MO;BYSETPOS=366", "NoneInYears")]
    public void A_recurrence_bomb_goes_off_nowhere(string rule, string why)
    {
        var watch = Stopwatch.StartNew();
        var file = Ical($"BEGIN:VEVENT\nUID:1\nDTSTART:20260303T100000\nDTEND:20260303T110000\n{rule}\nSUMMARY:x\nEND:VEVENT");
        Assert.Equal(why, Assert.Single(file.Notes).Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}"); // hangs take minutes, and for ever
    }

    [Fact]
    public void More_than_the_limits_allow_is_refused_as_a_whole()
    {
        string Daily(int events) => string.Join('\n', Enumerable.Range(1, events).Select(i => $"BEGIN:VEVENT\nUID:{i}\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY\nEND:VEVENT"));
        Assert.Equal(new Invalid("Content", "ImportTooManyEvents", 20), Read(Wrap(Daily(21))).Failure);
        Assert.Equal(new Invalid("Content", "ImportTooManyDays", 1000), Read(Wrap(Daily(2))).Failure);
        Assert.Equal(730, Read(Wrap(Daily(1))).Value.Days.Count);
        Assert.Equal(new Invalid("Content", "ImportTooManyEvents", 20), Read(string.Join('\n', Enumerable.Repeat("2026-01-01,closed", 21))).Failure);
        Assert.Equal(new Invalid("Content", "ImportTooManyEvents", 20), Read($"[{string.Join(',', Enumerable.Repeat("{}", 21))}]").Failure);
        Assert.Equal(new Invalid("Content", "ImportTooManyDays", 1000), Read(Wrap("BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY;COUNT=99999\nEND:VEVENT")).Failure);
    }

    [Fact]
    public void A_spreadsheet_says_date_kind_name_and_windows()
    {
        var file = Read(
            """"
            date,kind,name,windows
            # what the company decided
            2026-12-24,closed,"Founders' day, closed"
            2026/12/26,Worked,,08:30-12:00;13:30-17:30

            2026年12月31日,休,"Half ""day""",14:00-24:00
            2026-12-27,班,补班
            """").Value;
        Assert.Equal(
            ["2026-12-24 Closed Founders' day, closed @3", "2026-12-26 Worked 08:30-12:00 13:30-17:30 @4", "2026-12-31 ClosedPart Half \"day\" 14:00-24:00 @6", "2026-12-27 Worked 补班 @7"],
            Days(file).Select(day => day.Replace("  ", " ", StringComparison.Ordinal)));
        Assert.Empty(file.Notes);
    }

    [Fact]
    public void Columns_may_be_named_in_chinese_in_any_order_and_in_the_encoding_of_the_country()
    {
        DayList.Read("warm up"u8.ToArray(), Question);
        var gbk = Encoding.GetEncoding("GB18030").GetBytes("名称,日期,类型\n国庆节,2026-10-01,休\n");
        Assert.Equal(["2026-10-01 Closed 国庆节 @2"], Days(DayList.Read(gbk, Question).Value));
        Assert.Equal(["2026-10-01 Closed x @1"], Days(DayList.Read([0xEF, 0xBB, 0xBF, .. "2026-10-01,closed,x"u8], Question).Value));
    }

    [Fact]
    public void Each_line_that_cannot_be_read_is_told_and_the_others_count()
    {
        var file = Read("2026-13-01,closed\nsoon,closed\n2026-12-01,maybe\n2026-12-02,worked,,9-5\n2026-12-03,worked,,08:00-12:00;11:00-13:00\n\"2026-12-04,closed\n1999-01-01,closed\n2026-12-05,closed").Value;
        Assert.Equal(["1 NotADate", "2 NotADate", "3 UnknownKind", "4 NotAWindow", "5 WindowsOverlap", "6 OpenQuote", "7 OtherYear"], file.Notes.Select(note => $"{note.Line} {note.Code}"));
        Assert.Equal(["2026-12-05 Closed  @8"], Days(file));
    }

    [Fact]
    public void A_program_writes_a_list_and_what_is_wrong_is_told_by_entry()
    {
        var file = Read("""{ "days": [ { "date": "2026-12-24", "kind": "closed", "name": "Eve" }, { "date": "2026-12-26", "kind": "worked", "windows": ["08:30-12:00"] }, 7, { "date": 20261224, "kind": "closed" }, { "date": "2026-12-24", "king": "closed" } ] }""").Value;
        Assert.Equal(["2026-12-24 Closed Eve @1", "2026-12-26 Worked  08:30-12:00 @2"], Days(file));
        Assert.Equal(["3 NotAnEntry", "4 NotADate", "5 UnknownProperty"], file.Notes.Select(note => $"{note.Line} {note.Code}"));
        Assert.True(file.CountsEntries);
    }

    [Theory]
    [InlineData("", "ImportEmpty")]
    [InlineData("  \n\n", "ImportEmpty")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR", "ImportEmpty")]
    [InlineData("[]", "ImportEmpty")]
    [InlineData("""{ "holidays": 3 }""", "ImportNotAList")]
    [InlineData("[\n{ \"date\": ", "ImportNotJson")]
    [InlineData("a\0b", "ImportNotText")]
    public void A_file_that_is_none_is_refused_with_a_reason(string text, string code) =>
        Assert.Equal(code, Assert.Single(Assert.IsType<Invalid>(Read(text).Failure).Problems).Code);

    [Fact]
    public void Garbage_never_throws()
    {
        var random = new Random(20261125);
        var pieces = new[] { "BEGIN:VEVENT", "END:VEVENT", "DTSTART", ";VALUE=DATE", ":", "20260101", "RRULE:FREQ=YEARLY", ";COUNT=-1", ";INTERVAL=0", "\n", "\n ", "DURATION:-P1D", "EXDATE:", "\"", "BEGIN:VALARM", "T250000Z", ";TZID=", "RDATE;VALUE=PERIOD:20260101T000000Z/P9999999D" };
        for (var i = 0; i < 300; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
            var read = Read("BEGIN:VCALENDAR\n" + text);
            Assert.True(read.Succeeded || read.Failure is Invalid, text);
        }
    }

    private static readonly DayListQuestion Question =
        new(DateTimeZoneProviders.Tzdb["Asia/Shanghai"], 2026, 2027, new Limits { ImportEvents = 20, ImportDays = 1000 });

    private static Result<ListedFile> Read(string text) => DayList.Read(Encoding.UTF8.GetBytes(text), Question);

    private static string Wrap(string events) => $"BEGIN:VCALENDAR\nVERSION:2.0\n{events}\nEND:VCALENDAR\n";

    private static ListedFile Ical(string events) => Read(Wrap(events)).Value;

    private static IEnumerable<string> Days(ListedFile file) =>
        file.Days.Select(day => $"{Iso(day.Date)} {day.Kind} {day.Name}{string.Concat(day.Windows.Select(window => $" {window}"))} @{day.Line}");

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);
}
