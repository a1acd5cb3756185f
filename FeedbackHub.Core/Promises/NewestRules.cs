using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Promises;

/// <summary>Only the newest rules are applied to open cases: going back would be a new version, too.</summary>
internal static class NewestRules
{
    private static readonly CompiledQuery<long> Policy = new(db => db.Policies.Max(v => v.Id));

    private static readonly CompiledQuery<long, long> Calendar = new((db, version) => db.CalendarVersions
        .Where(v => v.CalendarId == db.CalendarVersions.Where(one => one.Id == version).Select(one => one.CalendarId).First()).Max(v => v.Id));

    /// <summary>The versions of the calendar that a version is one of.</summary>
    public static IQueryable<CalendarVersion> SameCalendarAs(this IQueryable<CalendarVersion> versions, long version) =>
        versions.Where(v => v.CalendarId == versions.Where(one => one.Id == version).Select(one => one.CalendarId).FirstOrDefault());

    /// <summary>Why these cannot be applied: there are newer ones, with who made them; null where they are the newest.</summary>
    public static async Task<ChangedSince?> ProblemAsync(HubContext db, long? policy, long? calendar, CancellationToken cancel) =>
        policy is { } p && await Policy.RunAsync(db) != p ? await db.NewerVersionsAsync(db.Policies, JournalKind.PolicyChanged, p, cancel)
        : calendar is { } c && await Calendar.RunAsync(db, c) != c ? await db.NewerVersionsAsync(db.CalendarVersions.SameCalendarAs(c), JournalKind.CalendarChanged, c, cancel)
        : null;
}
