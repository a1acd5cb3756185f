using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Promises;

/// <summary>Only the newest rules are applied to open cases: going back would be a new version, too.</summary>
internal static class NewestRules
{
    /// <summary>Why these cannot be applied: there are newer ones, with who made them; null where they are the newest.</summary>
    public static async Task<ChangedSince?> ProblemAsync(HubContext db, long? policy, long? calendar, CancellationToken cancel) =>
        policy is { } p && await db.Policies.MaxAsync(v => v.Id, cancel) != p ? await db.NewerVersionsAsync(JournalKind.PolicyChanged, p, cancel)
        : calendar is { } c && await db.Calendars.MaxAsync(v => v.Id, cancel) != c ? await db.NewerVersionsAsync(JournalKind.CalendarChanged, c, cancel)
        : null;
}
