using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;

namespace FeedbackHub.Core.Assignment;

/// <summary>Tells what "today" means: until midnight in the zone of the company's calendar.</summary>
public sealed class QueueToday(HubDatabase database, PromiseBook promises)
{
    internal async Task<Today> ReadAsync(HubContext db, CancellationToken cancel)
    {
        var zone = (await promises.CurrentAsync(db, cancel)).Calendar.Zone;
        var now = database.Now;
        return new Today(now, zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant());
    }
}
