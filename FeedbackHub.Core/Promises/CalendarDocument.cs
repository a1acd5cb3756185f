using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// A business calendar as it is stored and as administrators edit it: plain texts, nothing checked yet.
/// <see cref="Read"/> makes a calendar of it; <see cref="Of"/> is the way back.
/// </summary>
/// <param name="Zone">IANA zone id, such as "Asia/Shanghai".</param>
/// <param name="Weekly">Windows such as "08:30-12:00" for each day of the week, "monday" to "sunday"; a day left out is closed.</param>
/// <param name="Holidays">Closed dates.</param>
/// <param name="WorkingDays">Dates with hours of their own instead of the weekly ones.</param>
public sealed record CalendarDocument(
    string Zone,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Weekly,
    IReadOnlyList<CalendarDocument.ClosedDate> Holidays,
    IReadOnlyList<CalendarDocument.OpenDate> WorkingDays)
{
    private static readonly IsoDayOfWeek[] Weekdays = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];

    /// <summary>A closed date.</summary>
    /// <param name="Date">Such as "2026-10-01".</param>
    /// <param name="Name">For people to read; may be left out.</param>
    public sealed record ClosedDate(
        string Date,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null);

    /// <summary>A date with hours of its own.</summary>
    /// <param name="Date">Such as "2026-02-14".</param>
    /// <param name="Windows">Such as "08:30-12:00".</param>
    /// <param name="Name">For people to read; may be left out.</param>
    public sealed record OpenDate(
        string Date,
        IReadOnlyList<string> Windows,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null);

    /// <summary>The document of a calendar.</summary>
    public static CalendarDocument Of(BusinessCalendar calendar) => new(
        calendar.Zone.Id,
        Weekdays.Where(day => calendar.WeeklyHours(day).Count > 0).ToDictionary(KeyOf, day => Texts(calendar.WeeklyHours(day))),
        [.. calendar.Holidays.Select(day => new ClosedDate(LocalDatePattern.Iso.Format(day.Key), day.Value))],
        [.. calendar.WorkingDays.Select(day => new OpenDate(LocalDatePattern.Iso.Format(day.Key), Texts(day.Value.Windows), day.Value.Name))]);

    /// <summary>The calendar stored as this JSON text, or what is wrong with the text. Never throws for what the text says.</summary>
    public static CalendarReading FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<CalendarDocument>(json, DocumentJson.Options) is { } document
                ? document.Read()
                : new CalendarReading.Rejected([new CalendarProblem.NotADocument("")]);
        }
        catch (JsonException notADocument)
        {
            return new CalendarReading.Rejected([new CalendarProblem.NotADocument(DocumentJson.FieldOf(notADocument))]);
        }
    }

    /// <summary>The text to store.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DocumentJson.Options);

    /// <summary>The calendar this document describes, or everything that is wrong with it, each with its field.</summary>
    public CalendarReading Read()
    {
        var problems = new List<CalendarProblem>();
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone);
        if (zone is null)
        {
            problems.Add(new CalendarProblem.UnknownZone("zone", Zone));
        }

        var weekly = new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenWindow>>();
        foreach (var (key, texts) in Weekly)
        {
            if (Array.Find(Weekdays, day => KeyOf(day) == key) is var day and not IsoDayOfWeek.None)
            {
                weekly[day] = ReadWindows(WeeklyField(day), texts, problems);
            }
            else
            {
                problems.Add(new CalendarProblem.UnknownWeekday($"weekly.{key}", key));
            }
        }

        var holidays = ReadDates("holidays", Holidays, day => day?.Date, (_, day) => day.Name, problems);
        var workingDays = ReadDates("workingDays", WorkingDays, day => day?.Date,
            (date, day) => new WorkingDay(ReadWindows(WorkingDayField(date), day.Windows, problems), day.Name), problems);

        return problems.Count > 0 || zone is null
            ? new CalendarReading.Rejected(problems)
            : BusinessCalendar.Create(zone, weekly, holidays, workingDays);
    }

    internal static string WeeklyField() => "weekly";

    internal static string WeeklyField(IsoDayOfWeek day) => $"weekly.{KeyOf(day)}";

    internal static string WorkingDayField(LocalDate date) => $"workingDays.{LocalDatePattern.Iso.Format(date)}";

    private static string KeyOf(IsoDayOfWeek day) => JsonNamingPolicy.CamelCase.ConvertName(day.ToString());

    private static IReadOnlyList<string> Texts(IReadOnlyList<OpenWindow> windows) => [.. windows.Select(window => window.ToString())];

    private static List<OpenWindow> ReadWindows(string field, IReadOnlyList<string>? texts, List<CalendarProblem> problems)
    {
        var windows = new List<OpenWindow>();
        for (var i = 0; i < (texts?.Count ?? 0); i++)
        {
            if (OpenWindow.TryParse(texts![i], out var window))
            {
                windows.Add(window);
            }
            else
            {
                problems.Add(new CalendarProblem.NotAWindow($"{field}[{i}]", texts[i]));
            }
        }

        return windows;
    }

    private static Dictionary<LocalDate, TValue> ReadDates<TEntry, TValue>(
        string field,
        IReadOnlyList<TEntry> entries,
        Func<TEntry?, string?> textOf,
        Func<LocalDate, TEntry, TValue> valueOf,
        List<CalendarProblem> problems)
    {
        var dates = new Dictionary<LocalDate, TValue>();
        for (var i = 0; i < entries.Count; i++)
        {
            var text = textOf(entries[i]);
            if (!LocalDatePattern.Iso.Parse(text ?? "").TryGetValue(default, out var date))
            {
                problems.Add(new CalendarProblem.NotADate($"{field}[{i}].date", text));
            }
            else if (!dates.TryAdd(date, valueOf(date, entries[i])))
            {
                problems.Add(new CalendarProblem.DateTwice($"{field}[{i}].date", date));
            }
        }

        return dates;
    }
}
