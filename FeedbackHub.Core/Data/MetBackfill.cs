namespace FeedbackHub.Core.Data;

/// <summary>Counts the promises met before <see cref="Dashboards.Measure.Met"/> was kept. Part of a migration: it does not change.</summary>
internal static class MetBackfill
{
    /// <summary>Both databases read it alike: day of UTC, and the digits of <see cref="Dashboards.MetMark"/>.</summary>
    public const string Statement =
        """
        INSERT INTO "Tallies" ("Measure", "Bucket", "DepartmentId", "HandlerId", "Count")
        SELECT 8, m."Day", 0, m."Mark", count(*)
        FROM (
            SELECT p."MetAt" / 86400000000 AS "Day", c."Kind" * 10000 + p."Kind" * 1000 + coalesce(p."Kept", 0) * 100 + CASE
                WHEN p."Generation" <> 1 OR p."Kind" NOT IN (2, 3) THEN 0
                WHEN p."MetAt" - c."ReceivedAt" <= 3600000000 THEN 1
                WHEN p."MetAt" - c."ReceivedAt" <= 7200000000 THEN 2
                WHEN p."MetAt" - c."ReceivedAt" <= 14400000000 THEN 3
                WHEN p."MetAt" - c."ReceivedAt" <= 28800000000 THEN 4
                WHEN p."MetAt" - c."ReceivedAt" <= 86400000000 THEN 5
                WHEN p."MetAt" - c."ReceivedAt" <= 172800000000 THEN 6
                WHEN p."MetAt" - c."ReceivedAt" <= 259200000000 THEN 7
                WHEN p."MetAt" - c."ReceivedAt" <= 432000000000 THEN 8
                WHEN p."MetAt" - c."ReceivedAt" <= 604800000000 THEN 9
                WHEN p."MetAt" - c."ReceivedAt" <= 864000000000 THEN 10
                WHEN p."MetAt" - c."ReceivedAt" <= 1209600000000 THEN 11
                WHEN p."MetAt" - c."ReceivedAt" <= 1814400000000 THEN 12
                WHEN p."MetAt" - c."ReceivedAt" <= 2592000000000 THEN 13
                WHEN p."MetAt" - c."ReceivedAt" <= 3888000000000 THEN 14
                WHEN p."MetAt" - c."ReceivedAt" <= 5184000000000 THEN 15
                WHEN p."MetAt" - c."ReceivedAt" <= 7776000000000 THEN 16
                ELSE 17 END AS "Mark"
            FROM "CasePromises" p JOIN "Cases" c ON c."Id" = p."CaseId"
            WHERE p."MetAt" IS NOT NULL) m
        GROUP BY m."Day", m."Mark"
        """;
}
