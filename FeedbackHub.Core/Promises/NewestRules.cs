using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Promises;

/// <summary>Only the newest rules are applied to open cases: going back would be a new version, too.</summary>
internal static class NewestRules
{
    private static readonly CompiledQuery<long> Policy = new(db => db.Policies.Max(v => v.Id));
    private static readonly CompiledQuery<long> Calendar = new(db => db.Calendars.Max(v => v.Id));

    /// <summary>Why these cannot be applied: there are newer ones, with who made them; null where they are the newest.</summary>
    public static async Task<ChangedSince?> ProblemAsync(HubContext db, long? policy, long? calendar, CancellationToken cancel) =>
        policy is { } p && await Policy.RunAsync(db) != p ? await db.NewerVersionsAsync(JournalKind.PolicyChanged, p, cancel)
        : calendar is { } c && await Calendar.RunAsync(db) != c ? await db.NewerVersionsAsync(JournalKind.CalendarChanged, c, cancel)
        : null;
}
