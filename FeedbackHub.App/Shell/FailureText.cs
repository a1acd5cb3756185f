using System.Globalization;
using FeedbackHub.App.Cases;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Majors;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Shell;

/// <summary>Puts any expected failure into words, in the language of the current culture.</summary>
public sealed class FailureText(IStringLocalizer<FailureTexts> texts, IStringLocalizer<CaseWords> words)
{
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>A failure in a sentence.</summary>
    public string Of(Failure failure) => failure switch
    {
        Invalid { Problems: [var only] } => Of(only),
        IllegalMove move => texts["Failure_IllegalMove", words[$"State_{move.State}"].Value],
        CaseNotOpen closed => texts["Failure_CaseNotOpen", words[$"State_{closed.State}"].Value],
        ExtensionsUsedUp used => texts["Failure_ExtensionsUsedUp", used.Times],
        ReturnTooLate late => texts["Failure_ReturnTooLate", late.Hours, Moment.Format(late.Until.InZone(DateTimeZoneProviders.Tzdb[late.Zone]).LocalDateTime)],
        MajorIncomplete missing => texts["Failure_MajorIncomplete", Missing(missing)],
        AlreadyReported reported => texts["Failure_AlreadyReported", reported.ByName],
        AlreadyTaken taken => texts["Failure_AlreadyTaken", taken.HandlerName],
        _ => texts[$"Failure_{failure.GetType().Name}"],
    };

    /// <summary>What is wrong with a field.</summary>
    public string Of(FieldProblem problem) => texts[$"Problem_{problem.Code}", [.. problem.Arguments.Select(Written)]];

    /// <summary>What is wrong with one field; null where nothing is.</summary>
    public string? Of(Failure? failure, string field) =>
        (failure as Invalid)?.Problems.FirstOrDefault(p => p.Field == field) is { } problem ? Of(problem) : null;

    /// <summary>What is wrong with a business calendar.</summary>
    public string Of(CalendarProblem problem)
    {
        object?[] arguments = problem switch
        {
            CalendarProblem.UnknownZone p => [p.ZoneId],
            CalendarProblem.UnknownWeekday p => [p.Text],
            CalendarProblem.NotAWindow p => [p.Text],
            CalendarProblem.NotADate p => [p.Text],
            CalendarProblem.DateTwice p => [Written(p.Date)],
            CalendarProblem.WindowNotForward p => [p.Window],
            CalendarProblem.WindowsOverlap p => [p.First, p.Second],
            CalendarProblem.WorkingDayWithoutWindows p => [Written(p.Date)],
            CalendarProblem.HolidayAndWorkingDay p => [Written(p.Date)],
            _ => [],
        };
        return texts[$"Calendar_{problem.GetType().Name}", [.. arguments.Select(a => a ?? "")]];
    }

    /// <summary>What is wrong with a promise table.</summary>
    public string Of(PolicyProblem problem) =>
        texts[$"Table_{problem.GetType().Name}", Written(PromiseTarget.LongestMinutes / 60), Written(PromiseTarget.LongestDays)];

    /// <summary>Whose report is owed, and whether a superior has to approve.</summary>
    private string Missing(MajorIncomplete missing) =>
        (missing.Departments.Count == 0 ? "" : texts["Major_Owed", string.Join(texts["And"], missing.Departments.Select(d => d.In(LanguageChoice.Current)))].Value)
        + (missing.Approved ? "" : texts["Major_Unapproved"].Value);

    /// <summary>Limits are read by people: 100,000.</summary>
    private static object Written(object argument) => argument switch
    {
        int number => number.ToString("N0", CultureInfo.CurrentCulture),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        _ => argument,
    };
}
