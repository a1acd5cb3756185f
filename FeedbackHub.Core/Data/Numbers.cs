namespace FeedbackHub.Core.Data;

/// <summary>Dense numbers out of <see cref="Counter"/> rows, inside the caller's transaction.</summary>
internal static class Numbers
{
    /// <summary>Moves a counter on and returns the last number of the batch.</summary>
    public static Task<long> NextAsync(HubContext db, string name, int count, CancellationToken cancel) =>
        // One statement: it takes the row, so that no other writer can read the same value.
        db.Dialect.NumberAsync(
            db,
            $"""INSERT INTO "Counters" ("Name", "Value") VALUES ({name}, {count}) ON CONFLICT ("Name") DO UPDATE SET "Value" = "Counters"."Value" + excluded."Value" RETURNING "Value" """,
            cancel);
}
