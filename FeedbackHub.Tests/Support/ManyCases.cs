using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Tests.Support;

/// <summary>Fills a hub with as many cases as one likes by plain SQL: one in a hundred open, the others finished over ten years.</summary>
internal static class ManyCases
{
    public const int Departments = 5;
    public const int Handlers = 20;

    public static async Task FillAsync(HubFixture hub, int count)
    {
        for (var d = 2; d <= Departments; d++)
        {
            await hub.DepartmentAsync($"Department {d}");
        }

        for (var h = 0; h < Handlers; h++)
        {
            await hub.HandlerAsync($"Handler {h + 1}", (h % Departments) + 1);
        }

        var now = hub.Database.Now.ToUnixTimeTicks() / 10;
        var constants = string.Create(CultureInfo.InvariantCulture, $"""
            n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}),
            r AS (SELECT i, i > {count} * 0.99 AS open, (i * 7919) % 1000003 AS x, {now} - ({count} - i) * (315360000000000 / {count}) AS at FROM n),
            c AS (SELECT *,
                CASE WHEN open THEN CASE x % 10 WHEN 0 THEN 1 WHEN 1 THEN 2 WHEN 2 THEN 3 WHEN 3 THEN 5 WHEN 4 THEN 8 ELSE 4 END
                     ELSE CASE x % 20 WHEN 0 THEN 9 WHEN 1 THEN 10 WHEN 2 THEN 11 WHEN 3 THEN 6 ELSE 7 END END AS state,
                1 + (x / 7) % {Departments} AS department,
                CASE WHEN open THEN {now} + (x % 2000 - 300) * 300000000 END AS due FROM r)
            """);
        foreach (var sql in Fill)
        {
            await hub.ReadAsync(async db =>
            {
                db.Database.SetCommandTimeout(TimeSpan.FromMinutes(20));
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.Database.ExecuteSqlRawAsync($"WITH RECURSIVE {constants} {sql}".Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
                await transaction.CommitAsync();
                return 0;
            });
        }

        await hub.ReadAsync(db => db.Database.ExecuteSqlRawAsync("""INSERT OR REPLACE INTO "Counters" ("Name", "Value") SELECT 'journal', MAX("Seq") FROM "Journal" """));
    }

    private static readonly string[] Fill =
    [
        """
        INSERT INTO "Cases" ("Id", "Number", "Version", "FieldVersions", "Kind", "State", "Severity", "Safety", "Channel", "ReceivedAt", "Anonymous",
            "CustomerName", "CustomerEmail", "CustomerPhone", "CustomerLanguage", "ContactBy", "Representative", "DepartmentId", "HandlerId",
            "Subject", "Description", "Wanted", "OccurredWhen", "Place", "Product", "Concerns", "Decision", "Redress", "Reason", "Attention",
            "OnDesk", "DueAt", "DuePromise", "QueueOrder", "LastMessageAt", "LastMessageBy", "LastMessage", "NewsVersion", "CalendarId", "PolicyId", "CodeHash")
        SELECT i, printf('FH-%04d-%06d', 2016 + i * 10 / (SELECT MAX(i) FROM c) , i), 3, '{}', 1 + x % 4, state, CASE WHEN x % 12 = 0 THEN 2 ELSE 1 END, 0, 1, at, 0,
            'Customer ' || (x % 50000), 'c' || x || '@example.com', '', CASE WHEN x % 2 THEN 'en' ELSE 'zh-Hans' END, 1, '', department,
            CASE WHEN open AND x % 10 < 3 THEN NULL ELSE 1 + ((department - 1) + 5 * (x % 4)) END,
            'The kettle number ' || x || ' leaks', 'Since the second day the kettle leaks. 我要退款，水壶漏水。 ' || x, '', '', '', '', '', '', '', '',
            CASE WHEN NOT open THEN 0 WHEN state = 8 THEN 3 WHEN x % 17 = 0 THEN 2 WHEN x % 5 = 0 THEN 1 ELSE 0 END,
            open, CASE WHEN state <> 5 THEN due END, CASE WHEN open AND state <> 5 THEN 3 END,
            CASE WHEN state = 8 THEN due - (1 << 60) WHEN state = 5 THEN at + (1 << 60) WHEN open THEN due ELSE at END,
            at + 3600000000, 1 + x % 2, 'When will I get my money back?', 1, 1, 1, zeroblob(32) FROM c
        """,
        """
        INSERT INTO "CasePromises" ("CaseId", "Kind", "Generation", "State", "TargetSeconds", "DueAt", "MetAt", "Kept")
        SELECT i, 3, 1, CASE WHEN open THEN 1 ELSE 3 END, 189000, COALESCE(due, at), CASE WHEN open THEN NULL ELSE at END, CASE WHEN open THEN NULL ELSE 1 END FROM c
        """,
        """
        INSERT INTO "Journal" ("Seq", "At", "ActorKind", "ActorName", "Kind", "CaseId", "CaseVersion", "ToState", "CaseKind", "Severity", "DepartmentId", "Changes")
        SELECT (SELECT MAX("Seq") FROM "Journal") + i, at, 1, '', 1, i, 1, 1, 1 + x % 4, 1, department, '[]' FROM c
        """,
        """
        INSERT INTO "CaseWords" (rowid, "Words")
        SELECT i, printf('fh 2020 %06d', i) || ' the kettle number ' || x || ' leaks customer ' || (x % 50000)
            || ' since the second day 我 要 我要 退 要退 款 退款 水 壶 水壶 漏 壶漏 水 漏水' || CASE WHEN x % 1000 = 0 THEN ' 爆 炸 爆炸 explosion' ELSE '' END FROM c
        """,
    ];
}
