using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <content>The one door: whatever a calendar is made of is checked here.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>Makes a calendar, or says everything that is wrong with it.</summary>
    /// <param name="zone">The zone whose wall clock the windows are read on.</param>
    /// <param name="weekly">Windows of each day of the week in any order; a day left out is closed.</param>
    /// <param name="holidays">Closed dates with optional names.</param>
    /// <param name="workingDays">Dates whose own windows replace the weekly ones.</param>
    public static CalendarReading Create(
        DateTimeZone zone,
        IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<OpenWindow>> weekly,
        IReadOnlyDictionary<LocalDate, string?> holidays,
        IReadOnlyDictionary<LocalDate, WorkingDay> workingDays)
    {
        var problems = new List<CalendarProblem>();
        foreach (var (day, windows) in weekly)
        {
            CheckWindows(CalendarDocument.WeeklyField(day), windows, problems);
        }

        if (weekly.Values.All(windows => windows.Count == 0))
        {
            problems.Add(new CalendarProblem.NoOpenTime(CalendarDocument.WeeklyField()));
        }

        foreach (var (date, day) in workingDays)
        {
            var field = CalendarDocument.WorkingDayField(date);
            CheckWindows(field, day.Windows, problems);
            if (day.Windows.Count == 0)
            {
                problems.Add(new CalendarProblem.WorkingDayWithoutWindows(field, date));
            }

            if (holidays.ContainsKey(date))
            {
                problems.Add(new CalendarProblem.HolidayAndWorkingDay(field, date));
            }
        }

        return problems.Count > 0
            ? new CalendarReading.Rejected(problems)
            : new CalendarReading.Accepted(new BusinessCalendar(
                zone,
                [.. Enumerable.Range(0, 8).Select(day => InOrder(weekly.GetValueOrDefault((IsoDayOfWeek)day) ?? []))],
                new SortedDictionary<LocalDate, string?>(holidays.ToDictionary()),
                new SortedDictionary<LocalDate, WorkingDay>(
                    workingDays.ToDictionary(day => day.Key, day => day.Value with { Windows = InOrder(day.Value.Windows).AsReadOnly() }))));
    }

    private static OpenWindow[] InOrder(IEnumerable<OpenWindow> windows) => [.. windows.OrderBy(window => window.StartMinute)];

    private static void CheckWindows(string field, IReadOnlyList<OpenWindow> windows, List<CalendarProblem> problems)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            if (windows[i].StartMinute >= windows[i].EndMinute)
            {
                problems.Add(new CalendarProblem.WindowNotForward($"{field}[{i}]", windows[i]));
            }
        }

        var ordered = InOrder(windows.Where(window => window.StartMinute < window.EndMinute));
        foreach (var (first, second) in ordered.Zip(ordered.Skip(1)))
        {
            if (second.StartMinute < first.EndMinute)
            {
                problems.Add(new CalendarProblem.WindowsOverlap(field, first, second));
            }
        }
    }
}
