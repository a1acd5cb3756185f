using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Mainland China's public holidays and the weekend days worked instead (调休), as the State Council's general office
/// announces them each autumn for the year to come. A file for each year in <c>Promises/China</c>, which names its notice.
/// </summary>
public static class PublicHolidays
{
    /// <summary>From this month on the coming year is missed: its notice comes in October or November.</summary>
    private const int NoticeMonth = 10;

    /// <summary>The years there are, in order.</summary>
    public static IReadOnlyList<PublishedYear> China { get; } = [.. Read().OrderBy(year => year.Year)];

    /// <summary>
    /// The year that a calendar is missing which has the holidays of another: the present one, or from October on the coming
    /// one. Null where it has both, or has none of any year and so is not a calendar of mainland China.
    /// </summary>
    public static MissingYear? MissingIn(BusinessCalendar calendar, Instant now)
    {
        if (!China.Any(year => year.IsMostlyIn(calendar)))
        {
            return null;
        }

        var today = now.InZone(calendar.Zone).Date;
        int[] wanted = today.Month >= NoticeMonth ? [today.Year, today.Year + 1] : [today.Year];
        foreach (var year in wanted)
        {
            var published = China.FirstOrDefault(one => one.Year == year);
            if (published is null ? !calendar.Holidays.Keys.Any(date => date.Year == year) : !published.IsMostlyIn(calendar))
            {
                return new MissingYear(year, published is not null);
            }
        }

        return null;
    }

    private static IEnumerable<PublishedYear> Read()
    {
        var assembly = typeof(PublicHolidays).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Promises.China.", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return JsonSerializer.Deserialize<YearFile>(stream, DocumentJson.Options)!.Read();
        }
    }

    private static LocalDate DateOf(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private sealed record YearFile(string Source, int Year, IReadOnlyList<HolidayEntry> Holidays, IReadOnlyList<string> Worked)
    {
        public PublishedYear Read() => new(Year, Source,
        [
            .. Holidays.SelectMany(holiday => holiday.Dates().Select(date => new ListedDay(date, ListedKind.Closed, holiday.Name))),
            .. Worked.Select(date => new ListedDay(DateOf(date), ListedKind.Worked, "调休 exchanged working day")),
        ]);
    }

    private sealed record HolidayEntry(string Name, string From, string To)
    {
        public IEnumerable<LocalDate> Dates()
        {
            for (var date = DateOf(From); date <= DateOf(To); date = date.PlusDays(1))
            {
                yield return date;
            }
        }
    }
}

/// <summary>The public holidays of a year.</summary>
/// <param name="Year">Which.</param>
/// <param name="Source">The notice that announced them, by its title, number and date.</param>
/// <param name="Days">Each closed date, and each weekend day worked instead.</param>
public sealed record PublishedYear(int Year, string Source, IReadOnlyList<ListedDay> Days)
{
    /// <summary>True where a calendar has at least half of the closed dates: some companies work on a few of them.</summary>
    public bool IsMostlyIn(BusinessCalendar calendar)
    {
        var closed = Days.Where(day => day.Kind == ListedKind.Closed).ToList();
        return closed.Count(day => calendar.Holidays.ContainsKey(day.Date)) * 2 >= closed.Count;
    }
}

/// <summary>A year of public holidays that is missing in a calendar.</summary>
/// <param name="Year">Which.</param>
/// <param name="IsPublished">True where this program has it, so that it can be added; false where it does not know it yet.</param>
public sealed record MissingYear(int Year, bool IsPublished);
