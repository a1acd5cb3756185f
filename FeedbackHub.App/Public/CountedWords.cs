using System.Globalization;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Public;

/// <summary>Answers "How is this counted?" in the customer's words, from the calendar and targets that really count.</summary>
public sealed class CountedWords(IStringLocalizer<PublicTexts> texts)
{
    private const int DaysAhead = 60;
    private const int DatesShown = 4;

    /// <summary>The sentences, the most important first.</summary>
    /// <param name="terms">What counts for the case.</param>
    /// <param name="now">Closed days from here on are named.</param>
    public IReadOnlyList<string> Of(PromiseTerms terms, Instant now)
    {
        var (calendar, targets) = terms;
        List<string> said =
        [
            texts["Counted_Reply", Length(calendar, targets.Reply)],
            texts["Counted_Resolve", Length(calendar, targets.Resolve)],
            texts["Counted_Acknowledge", Length(calendar, targets.Acknowledge)],
            .. Calendar(calendar, now),
        ];
        if (targets.Progress is { } progress)
        {
            said.Add(texts["Counted_Progress", Length(calendar, progress)]);
        }

        if (targets.Final is { } final)
        {
            said.Add(texts["Counted_Final", Length(calendar, final)]);
        }

        said.Add(texts["Counted_Pause"]);
        return said;
    }

    /// <summary>When time counts: the opening hours, the next closed days, those with hours of their own.</summary>
    public IReadOnlyList<string> Calendar(BusinessCalendar calendar, Instant now)
    {
        var today = now.InZone(calendar.Zone).Date;
        List<string> said =
        [
            texts["Counted_Open", Week(calendar), calendar.Zone.Id.Replace('_', ' ')],
            Ahead(calendar.Holidays.Keys, today) is { Length: > 0 } closed ? texts["Counted_ClosedNext", closed] : texts["Counted_Closed"],
        ];
        if (Ahead(calendar.WorkingDays.Keys, today) is { Length: > 0 } special)
        {
            said.Add(texts["Counted_Special", special]);
        }

        return said;
    }

    /// <summary>Working time in days where it comes out even, else in hours and minutes.</summary>
    public string Length(BusinessCalendar calendar, PromiseTarget target) => target switch
    {
        { Unit: TargetUnit.WorkingDays, Amount: 1 } => texts["Counted_OneDay"],
        { Unit: TargetUnit.WorkingDays } => texts["Counted_Days", target.Amount],
        { Unit: TargetUnit.Days, Amount: 1 } => texts["Counted_OneCalendarDay"],
        { Unit: TargetUnit.Days } => texts["Counted_CalendarDays", target.Amount],
        { Unit: TargetUnit.Minutes } => texts["Counted_ByTheClock", Minutes(target.Amount)],
        _ => WorkingTime(calendar, target.Amount),
    };

    private string WorkingTime(BusinessCalendar calendar, int minutes)
    {
        var days = Days().Select(d => calendar.WeeklyHours(d).Sum(w => (long)w.EndMinute - w.StartMinute)).Where(m => m > 0).Distinct().ToList();
        if (days is [var day] && minutes % day == 0)
        {
            return minutes == day ? texts["Counted_OneDay"] : texts["Counted_Days", minutes / day];
        }

        return Minutes(minutes);
    }

    /// <summary>Working time in hours and minutes.</summary>
    public string Minutes(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var m) => texts["Counted_Minutes", m],
        (1, 0) => texts["Counted_OneHour"],
        (var h, 0) => texts["Counted_Hours", h],
        var (h, m) => texts["Counted_HoursMinutes", h, m],
    };

    /// <summary>"Mon–Fri 08:30–12:00 and 13:30–17:30; Sat 09:00–12:00".</summary>
    private string Week(BusinessCalendar calendar)
    {
        var runs = new List<(IsoDayOfWeek First, IsoDayOfWeek Last, string Hours)>();
        foreach (var day in Days())
        {
            var hours = string.Join(texts["Counted_And"], calendar.WeeklyHours(day).Select(w => w.ToString().Replace('-', '–')));
            if (runs.Count > 0 && runs[^1].Last + 1 == day && runs[^1].Hours == hours)
            {
                runs[^1] = runs[^1] with { Last = day };
            }
            else if (hours.Length > 0)
            {
                runs.Add((day, day, hours));
            }
        }

        return string.Join(texts["Counted_Then"], runs.Select(r => $"{Span(Name(r.First), Name(r.Last))} {r.Hours}"));
    }

    /// <summary>The next dates of a list, days in a row as one: "1 October – 7 October".</summary>
    private string Ahead(IEnumerable<LocalDate> dates, LocalDate today)
    {
        var runs = new List<(LocalDate First, LocalDate Last)>();
        foreach (var date in dates.Where(d => d >= today && d <= today.PlusDays(DaysAhead)).Order())
        {
            if (runs.Count > 0 && runs[^1].Last.PlusDays(1) == date)
            {
                runs[^1] = (runs[^1].First, date);
            }
            else
            {
                runs.Add((date, date));
            }
        }

        var pattern = LocalDatePattern.Create(texts["Time_Day"], CultureInfo.CurrentUICulture);
        return string.Join(texts["Counted_List"], runs.Take(DatesShown).Select(r => Span(pattern.Format(r.First), pattern.Format(r.Last))));
    }

    private string Span(string first, string last) => first == last ? first : texts["Counted_Span", first, last];

    private static string Name(IsoDayOfWeek day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((int)day % 7));

    private static IEnumerable<IsoDayOfWeek> Days() => Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d);
}
