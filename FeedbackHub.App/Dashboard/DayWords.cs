using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Dashboard;

/// <summary>Dates and hours as the dashboard writes them, in the language of the current culture.</summary>
public sealed class DayWords(IStringLocalizer<DashboardTexts> texts)
{
    /// <summary><c>Tue 3 Mar</c>.</summary>
    public string Day(LocalDate date) => Format(date, "Format_Day");

    /// <summary><c>3 Mar</c>.</summary>
    public string Brief(LocalDate date) => Format(date, "Format_Short");

    /// <summary><c>Tue 3</c>.</summary>
    public string Weekday(LocalDate date) => Format(date, "Format_Weekday");

    /// <summary><c>14:00</c> on the company's clock.</summary>
    public static string Hour(Instant at, DateTimeZone zone) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(at.InZone(zone).TimeOfDay);

    private string Format(LocalDate date, string pattern) => LocalDatePattern.Create(texts[pattern].Value, CultureInfo.CurrentUICulture).Format(date);
}
