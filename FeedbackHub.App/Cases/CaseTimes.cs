using System.Globalization;
using FeedbackHub.App.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Cases;

/// <summary>Instants and lengths of time as the case page says them: clock times are those of the company's zone.</summary>
public sealed class CaseTimes(TimeProvider time, string zone, IStringLocalizer<CasePageTexts> texts, IStringLocalizer<PromiseTexts> spans)
{
    private static readonly LocalDateTimePattern Input = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[zone];

    /// <summary>Now.</summary>
    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>The zone's name for people.</summary>
    public string Zone => zone.Id.Replace('_', ' ');

    /// <summary>The day of an instant.</summary>
    public LocalDate DayOf(Instant at) => at.InZone(zone).Date;

    /// <summary>The time of day: 16:05.</summary>
    public string Clock(Instant at) => Format(at, "Format_Time");

    /// <summary>The day in words: today, yesterday, Thursday 19 November.</summary>
    public string Day(LocalDate day)
    {
        var today = DayOf(Now);
        return Period.DaysBetween(day, today) switch
        {
            0 => texts["Today"],
            1 => texts["Yesterday"],
            -1 => texts["Tomorrow"],
            _ => LocalDatePattern.Create(texts[day.Year == today.Year ? "Format_Day" : "Format_DayYear"].Value, CultureInfo.CurrentUICulture).Format(day),
        };
    }

    /// <summary>Day and time, as short as is clear: today 12:20, Thu 19 Nov 16:05.</summary>
    public string At(Instant at)
    {
        var (day, today) = (DayOf(at), DayOf(Now));
        return Period.DaysBetween(day, today) switch
        {
            0 => texts["At_Today", Clock(at)],
            1 => texts["At_Yesterday", Clock(at)],
            -1 => texts["At_Tomorrow", Clock(at)],
            _ => Format(at, day.Year == today.Year ? "Format_Moment" : "Format_MomentYear"),
        };
    }

    /// <summary>The whole date and time, for whoever points at a shorter one.</summary>
    public string Full(Instant at) => Format(at, "Format_Full");

    /// <summary>As the browser's field for date and time wants it.</summary>
    public string ToInput(Instant at) => Input.Format(at.InZone(zone).LocalDateTime);

    /// <summary>What was put into such a field; null where it is no time. One that comes twice is the earlier, one that is skipped moves on.</summary>
    public Instant? FromInput(string? typed) => Input.Parse(typed ?? "") is { Success: true, Value: var local } ? local.InZoneLeniently(zone).ToInstant() : null;

    /// <summary>From one instant to another: the day is said twice only where it changes.</summary>
    public string Span(Instant from, Instant to) => DayOf(from) == DayOf(to)
        ? texts["Span", At(from), Clock(to)]
        : texts["Span", At(from), At(to)];

    /// <summary>A length in hours and minutes, since a working day is no 24 hours.</summary>
    public string Length(Duration length)
    {
        var minutes = (long)Math.Round(length.TotalMinutes);
        return (minutes / 60, minutes % 60) switch
        {
            (0, 0) when length > Duration.Zero => texts["UnderMinute"],
            (0, var m) => spans["Minutes", m],
            (var h, 0) => spans["Hours", h],
            var (h, m) => spans["HoursMinutes", h, m],
        };
    }

    private string Format(Instant at, string pattern) =>
        LocalDateTimePattern.Create(texts[pattern].Value, CultureInfo.CurrentUICulture).Format(at.InZone(zone).LocalDateTime);
}
