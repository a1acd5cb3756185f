using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>The company's time, and what it promises at this moment.</summary>
public sealed class CompanyTime(PreviewPromise preview)
{
    /// <summary>What a case of a kind, filed now, would be promised.</summary>
    public async Task<PromisePreview> NowAsync(CancellationToken cancel, CaseKind kind = CaseKind.Complaint) =>
        (await preview.ExecuteAsync(Actor.Public, new(kind), cancel)).Value;

    /// <summary>The clock of a page: in the posted zone where it is one, else in the company's.</summary>
    public async Task<PublicClock> ClockAsync(string? zone, CancellationToken cancel)
    {
        var now = await NowAsync(cancel);
        return PublicClock.In(zone, DateTimeZoneProviders.Tzdb[now.Zone], now.At);
    }
}
