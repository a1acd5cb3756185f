using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>Dense numbers out of <see cref="Counter"/> rows, inside the caller's transaction.</summary>
internal static class Numbers
{
    /// <summary>Moves a counter on and returns the last number of the batch.</summary>
    public static async Task<long> NextAsync(HubContext db, string name, int count, CancellationToken cancel)
    {
        // The update comes first: it takes the row, so that no other writer can read the same value.
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Counters" ("Name", "Value") VALUES ({name}, {count}) ON CONFLICT ("Name") DO UPDATE SET "Value" = "Counters"."Value" + excluded."Value" """,
            cancel);
        return await db.Counters.AsNoTracking().Where(c => c.Name == name).Select(c => c.Value).SingleAsync(cancel);
    }
}
