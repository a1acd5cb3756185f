using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>Tells what "today" and "soon" mean: until midnight in the zone of the company's calendar, and within two of its working hours.</summary>
public sealed class QueueToday(HubDatabase database, PromiseBook promises)
{
    /// <summary>Working time before the due time from which on a promise is due soon.</summary>
    public static readonly Duration DueSoon = Duration.FromHours(2);

    internal async Task<Today> ReadAsync(HubContext db, CancellationToken cancel)
    {
        var calendar = (await promises.CurrentAsync(db, cancel)).Calendar;
        var now = database.Now;
        var end = calendar.Zone.AtStartOfDay(now.InZone(calendar.Zone).Date.PlusDays(1)).ToInstant();
        return new Today(now, calendar.TryAdd(now, DueSoon, out var soon) ? soon : Instant.MaxValue, end);
    }
}
