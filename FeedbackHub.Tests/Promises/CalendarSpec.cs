using FeedbackHub.Core.Promises;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>A calendar in the plainest terms, from which both the engine's calendar and the oracle are made.</summary>
public sealed record CalendarSpec(
    string Zone,
    IReadOnlyDictionary<IsoDayOfWeek, (int Start, int End)[]> Weekly,
    IReadOnlyList<LocalDate> Holidays,
    IReadOnlyDictionary<LocalDate, (int Start, int End)[]> WorkingDays)
{
    /// <summary>The same hours Monday to Friday, nothing special.</summary>
    public static CalendarSpec Weekdays(string zone, params (int Start, int End)[] hours) => new(
        zone,
        Enumerable.Range(1, 5).ToDictionary(day => (IsoDayOfWeek)day, _ => hours),
        [],
        new Dictionary<LocalDate, (int, int)[]>());

    /// <summary>The same hours on all seven days.</summary>
    public static CalendarSpec Daily(string zone, params (int Start, int End)[] hours) =>
        Weekdays(zone, hours) with { Weekly = Enumerable.Range(1, 7).ToDictionary(day => (IsoDayOfWeek)day, _ => hours) };

    public BusinessCalendar ToCalendar()
    {
        var reading = BusinessCalendar.Create(
            DateTimeZoneProviders.Tzdb[Zone],
            Weekly.ToDictionary(day => day.Key, day => Windows(day.Value)),
            Holidays.ToDictionary(date => date, _ => (string?)null),
            WorkingDays.ToDictionary(day => day.Key, day => new WorkingDay(Windows(day.Value))));
        return Assert.IsType<CalendarReading.Accepted>(reading).Calendar;
    }

    public override string ToString() =>
        $"{Zone}; {string.Join(", ", Weekly.Where(day => day.Value.Length > 0).Select(day => $"{day.Key} {string.Join(' ', day.Value)}"))}; "
        + $"closed {string.Join(' ', Holidays)}; special {string.Join(", ", WorkingDays.Select(day => $"{day.Key} {string.Join(' ', day.Value)}"))}";

    private static IReadOnlyList<OpenWindow> Windows((int Start, int End)[] windows) =>
        [.. windows.Select(window => new OpenWindow(window.Start, window.End))];
}
