using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Promises;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Admin;

/// <summary>Administration: what its pages need.</summary>
public static class AdminArea
{
    /// <summary>Adds it.</summary>
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddTransient<CompanyTimes>();
        services.AddTransient<RecordWords>();
        services.AddTransient<TargetWords>();
        services.AddTransient<RuleWords>();
    }
}

/// <summary>Says times as the company's clocks show them.</summary>
public sealed class CompanyTimes(
    CurrentStaff staff, PreviewPromise preview, TimeProvider time, IStringLocalizer<CasePageTexts> texts, IStringLocalizer<PromiseTexts> spans)
{
    /// <summary>Times in the zone of the calendar in force.</summary>
    public async Task<CaseTimes> ReadAsync() => In((await ZoneAsync()).Id);

    /// <summary>The zone of the calendar in force.</summary>
    public async Task<DateTimeZone> ZoneAsync()
    {
        var promised = await staff.DoAsync(preview, new PreviewPromise.Request(CaseKind.Complaint));
        return promised.Succeeded ? DateTimeZoneProviders.Tzdb[promised.Value.Zone] : DateTimeZone.Utc;
    }

    /// <summary>Times in a zone.</summary>
    public CaseTimes In(string zone) => new(time, zone, texts, spans);
}
