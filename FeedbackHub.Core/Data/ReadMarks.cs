namespace FeedbackHub.Core.Data;

/// <summary>Read marks only ever rise.</summary>
internal static class ReadMarks
{
    public static Task RaiseAsync(HubContext db, long staffId, long caseId, int version, CancellationToken cancel) =>
        db.Dialect.RunAsync(
            db,
            $"""
            INSERT INTO "ReadMarks" ("StaffId", "CaseId", "Version") VALUES ({staffId}, {caseId}, {version})
            ON CONFLICT ("StaffId", "CaseId") DO UPDATE SET "Version" = excluded."Version" WHERE excluded."Version" > "ReadMarks"."Version"
            """,
            cancel);
}
