using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <content>The calendar of a new installation.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>
    /// Monday to Friday 08:30-12:00 and 13:30-17:30 in Asia/Shanghai, with the public holidays and exchanged working days of
    /// mainland China in 2026 as the State Council's general office announced them on 4 November 2025. Later years are for
    /// the administrator to add.
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
        (int Month, int Day, int Days, string Name)[] holidays =
        [
            (1, 1, 3, "元旦 New Year"),
            (2, 15, 9, "春节 Spring Festival"),
            (4, 4, 3, "清明节 Qingming Festival"),
            (5, 1, 5, "劳动节 Labour Day"),
            (6, 19, 3, "端午节 Dragon Boat Festival"),
            (9, 25, 3, "中秋节 Mid-Autumn Festival"),
            (10, 1, 7, "国庆节 National Day"),
        ];
        (int Month, int Day)[] exchanged = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)];

        var reading = Create(
            DateTimeZoneProviders.Tzdb["Asia/Shanghai"],
            weekdays.ToDictionary(day => day, _ => hours),
            holidays
                .SelectMany(holiday => Enumerable.Range(0, holiday.Days)
                    .Select(day => (Date: new LocalDate(2026, holiday.Month, holiday.Day).PlusDays(day), holiday.Name)))
                .ToDictionary(day => day.Date, day => (string?)day.Name),
            exchanged.ToDictionary(day => new LocalDate(2026, day.Month, day.Day), _ => new WorkingDay(hours, "调休 exchanged working day")));
        return ((CalendarReading.Accepted)reading).Calendar;
    }
}
