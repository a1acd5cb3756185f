using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>Until when a case that was handed over can be sent back, and why it no longer can.</summary>
/// <param name="Until">The last instant for it; null where the journal tells of no hand-over.</param>
/// <param name="Bar">Why it is not possible any more; null while it is.</param>
public sealed record ReturnWindow(Instant? Until, Failure? Bar)
{
    /// <summary>
    /// The window of a case; null where it was not handed over. When it was handed over the journal says, and the hours are
    /// working time on the calendar that the case is promised under (R2.1.3).
    /// </summary>
    internal static async Task<ReturnWindow?> OfAsync(
        HubContext db, Case one, PromiseBook promises, CaseRules rules, Instant now, CancellationToken cancel)
    {
        if (one.ReturnsDecided)
        {
            return new ReturnWindow(null, new ReturnsUsedUp());
        }

        if (one.HandedOverFromDepartmentId is null)
        {
            return null;
        }

        var handedOver = await db.Journal
            .Where(j => j.CaseId == one.Id && j.Kind == JournalKind.Assigned && j.FromDepartmentId != null)
            .OrderByDescending(j => j.Seq)
            .Select(j => (Instant?)j.At)
            .FirstOrDefaultAsync(cancel);
        var calendar = await promises.CalendarAsync(db, one.CalendarVersionId, cancel);
        return handedOver is not { } at || !calendar.TryAdd(at, Duration.FromHours(rules.ReturnHours), out var until)
            ? new ReturnWindow(null, null)
            : new ReturnWindow(until, now > until ? new ReturnTooLate(until, calendar.Zone.Id, rules.ReturnHours) : null);
    }
}

/// <summary>A case can be sent back only shortly after it was handed over; after that whoever has it works it, or hands it on.</summary>
/// <param name="Until">Until when it was possible.</param>
/// <param name="Zone">The IANA zone to show that in.</param>
/// <param name="Hours">How many hours of working time there were.</param>
public sealed record ReturnTooLate(Instant Until, string Zone, int Hours) : Failure;

/// <summary>It was sent back so often that the fallback department has decided, or will: that stands.</summary>
public sealed record ReturnsUsedUp : Failure;
