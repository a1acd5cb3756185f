using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Public;

/// <summary>The moment a page is shown, and the two zones that matter to it.</summary>
public sealed record PublicClock(Instant Now, DateTimeZone Customer, DateTimeZone Company)
{
    /// <summary>A clock in the zone a form posted, or in the company's when there is none or it is unknown.</summary>
    public static PublicClock In(string? postedZone, DateTimeZone company, Instant now) =>
        new(now, (postedZone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(postedZone)) ?? company, company);
}

/// <summary>Says times in the customer's zone and words. The patterns are resources.</summary>
public sealed class PublicTime(IStringLocalizer<PublicTexts> texts, PublicClock clock)
{
    /// <summary>"Tue 24 November, 17:30", with "today" and its neighbours by name and the year when it is another.</summary>
    public string Moment(Instant instant)
    {
        var local = instant.InZone(clock.Customer).LocalDateTime;
        var time = Format(local, "Time_Clock");
        return Period.DaysBetween(Today, local.Date) switch
        {
            0 => texts["Time_Today", time],
            1 => texts["Time_Tomorrow", time],
            -1 => texts["Time_Yesterday", time],
            _ => Format(local, local.Year == Today.Year ? "Time_Moment" : "Time_MomentYear"),
        };
    }

    /// <summary>"Tue 24 November, 17:30" always, for paper that outlives the day.</summary>
    public string Full(Instant instant)
    {
        var local = instant.InZone(clock.Customer).LocalDateTime;
        return Format(local, local.Year == Today.Year ? "Time_Moment" : "Time_MomentYear");
    }

    /// <summary>"19 November".</summary>
    public string Day(Instant instant)
    {
        var local = instant.InZone(clock.Customer).LocalDateTime;
        return Format(local, local.Year == Today.Year ? "Time_Day" : "Time_DayYear");
    }

    /// <summary>The form machines read, for the <c>time</c> element.</summary>
    public static string Machine(Instant instant) => InstantPattern.General.Format(instant);

    /// <summary>A line that names the zone, or null when it is the company's own.</summary>
    public string? ZoneNote => clock.Customer.Id == clock.Company.Id
        ? null
        : texts["Time_ZoneNote", clock.Customer.Id.Replace('_', ' '), Offset].Value;

    private LocalDate Today => clock.Now.InZone(clock.Customer).Date;

    private string Offset
    {
        get
        {
            var offset = clock.Customer.GetUtcOffset(clock.Now);
            return offset == NodaTime.Offset.Zero ? "UTC" : "UTC" + offset.ToString("g", CultureInfo.InvariantCulture);
        }
    }

    private string Format(LocalDateTime local, string pattern) =>
        LocalDateTimePattern.Create(texts[pattern], CultureInfo.CurrentUICulture).Format(local);
}
