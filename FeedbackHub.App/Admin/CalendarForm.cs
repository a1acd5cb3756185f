using FeedbackHub.Core.Promises;
using NodaTime.Text;

namespace FeedbackHub.App.Admin;

/// <summary>A business calendar as it is typed: one line of hours for each weekday, and the dates that differ.</summary>
public sealed class CalendarForm
{
    /// <summary>The days as <see cref="CalendarDocument.Weekly"/> calls them, Monday first.</summary>
    public static readonly IReadOnlyList<string> Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly char[] Between = [',', '，', '、', ';', '；', '\n'];

    /// <summary>The IANA zone.</summary>
    public string Zone { get; set; } = "";

    /// <summary>Hours of each weekday, such as "08:30-12:00, 13:30-17:30"; empty is closed.</summary>
    public string[] Weekly { get; } = new string[7];

    /// <summary>Closed dates.</summary>
    public List<Row> Holidays { get; } = [];

    /// <summary>Dates with hours of their own.</summary>
    public List<Row> WorkingDays { get; } = [];

    /// <summary>A date that differs.</summary>
    public sealed class Row
    {
        /// <summary>Such as "2026-10-01".</summary>
        public string Date { get; set; } = "";

        /// <summary>For people to read.</summary>
        public string Name { get; set; } = "";

        /// <summary>The hours of a working day.</summary>
        public string Hours { get; set; } = "";
    }

    /// <summary>The form of a document.</summary>
    public static CalendarForm Of(CalendarDocument document)
    {
        var form = new CalendarForm { Zone = document.Zone };
        for (var i = 0; i < Days.Count; i++)
        {
            form.Weekly[i] = document.Weekly.TryGetValue(Days[i], out var windows) ? string.Join(", ", windows) : "";
        }

        form.Holidays.AddRange(document.Holidays.Select(h => new Row { Date = h.Date, Name = h.Name ?? "" }));
        form.WorkingDays.AddRange(document.WorkingDays.Select(w => new Row { Date = w.Date, Name = w.Name ?? "", Hours = string.Join(", ", w.Windows) }));
        return form;
    }

    /// <summary>Writes a date as it is to be: among the holidays, among the days with hours of their own, or as the week says.</summary>
    public void Put(CalendarDay day)
    {
        var date = LocalDatePattern.Iso.Format(day.Date);
        Holidays.RemoveAll(row => row.Date.Trim() == date);
        WorkingDays.RemoveAll(row => row.Date.Trim() == date);
        if (day.IsSpecial)
        {
            var rows = day.Kind == CalendarDayKind.Holiday ? Holidays : WorkingDays;
            var after = rows.FindIndex(row => string.CompareOrdinal(row.Date.Trim(), date) > 0);
            rows.Insert(after < 0 ? rows.Count : after, new Row { Date = date, Name = day.Name ?? "", Hours = string.Join(", ", day.Windows) });
        }
    }

    /// <summary>What was typed, as a document. Lines left wholly empty are not meant.</summary>
    public CalendarDocument ToDocument() => new(
        Zone.Trim(),
        Days.Select((day, i) => (day, Windows: Windows(Weekly[i]))).Where(d => d.Windows.Count > 0).ToDictionary(d => d.day, d => d.Windows),
        [.. Meant(Holidays).Select(h => new CalendarDocument.ClosedDate(h.Date.Trim(), Given(h.Name)))],
        [.. Meant(WorkingDays).Select(w => new CalendarDocument.OpenDate(w.Date.Trim(), Windows(w.Hours), Given(w.Name)))]);

    /// <summary>The first problem of a weekday's line; null where nothing is wrong with it.</summary>
    public static CalendarProblem? OfDay(IReadOnlyList<CalendarProblem> problems, int day) => At(problems, $"weekly.{Days[day]}");

    /// <summary>The first problem of a listed date.</summary>
    /// <param name="problems">All problems.</param>
    /// <param name="list">"holidays" or "workingDays".</param>
    /// <param name="rows">The list it stands in.</param>
    /// <param name="row">The date.</param>
    public static CalendarProblem? OfRow(IReadOnlyList<CalendarProblem> problems, string list, List<Row> rows, Row row) =>
        At(problems, $"{list}[{Meant(rows).ToList().IndexOf(row)}]") ?? (row.Date.Trim().Length > 0 ? At(problems, $"{list}.{row.Date.Trim()}") : null);

    private static CalendarProblem? At(IReadOnlyList<CalendarProblem> problems, string field) =>
        problems.FirstOrDefault(p => p.Field == field || p.Field.StartsWith($"{field}[", StringComparison.Ordinal) || p.Field.StartsWith($"{field}.", StringComparison.Ordinal));

    private static IEnumerable<Row> Meant(List<Row> rows) => rows.Where(r => r.Date.Trim().Length + r.Name.Trim().Length + r.Hours.Trim().Length > 0);

    /// <summary>Hours as they are typed, each such as "08:30-12:00". People write dashes and colons in many ways; Chinese input methods make full-width ones.</summary>
    public static IReadOnlyList<string> Windows(string? line) =>
        [.. (line ?? "").Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(w => w.Replace('：', ':').Replace('–', '-').Replace('—', '-').Replace('－', '-').Replace('~', '-').Replace('～', '-').Replace(" ", "", StringComparison.Ordinal))];

    private static string? Given(string name) => name.Trim() is { Length: > 0 } given ? given : null;
}
