using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <content>The calendar of a new installation.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>
    /// Monday to Friday 08:30-12:00 and 13:30-17:30 in Asia/Shanghai, with the public holidays and exchanged working days of
    /// mainland China in every year there is (<see cref="PublicHolidays.China"/>).
    /// </summary>
    public static BusinessCalendar Default { get; } = MakeDefault();

    private static BusinessCalendar AlwaysOpen(DateTimeZone zone) => ((CalendarReading.Accepted)Create(
        zone,
        Enumerable.Range(1, 7).ToDictionary(day => (IsoDayOfWeek)day, _ => (IReadOnlyList<OpenWindow>)[new OpenWindow(0, OpenWindow.EndOfDay)]),
        new Dictionary<LocalDate, string?>(),
        new Dictionary<LocalDate, WorkingDay>())).Calendar;

    private static BusinessCalendar MakeDefault()
    {
        IReadOnlyList<OpenWindow> hours = [new(8 * 60 + 30, 12 * 60), new(13 * 60 + 30, 17 * 60 + 30)];
        IsoDayOfWeek[] weekdays =
            [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];
        var listed = PublicHolidays.China.SelectMany(year => year.Days).ToLookup(day => day.Kind);
        var reading = Create(
            DateTimeZoneProviders.Tzdb["Asia/Shanghai"],
            weekdays.ToDictionary(day => day, _ => hours),
            listed[ListedKind.Closed].ToDictionary(day => day.Date, day => day.Name),
            listed[ListedKind.Worked].ToDictionary(day => day.Date, day => new WorkingDay(hours, day.Name)));
        return ((CalendarReading.Accepted)reading).Calendar;
    }
}
