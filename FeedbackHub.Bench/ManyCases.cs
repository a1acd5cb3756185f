using System.Globalization;
using NodaTime;

namespace FeedbackHub.Bench;

/// <summary>
/// As many cases as one likes, always the same ones, as SQL that SQLite makes rows of: so many of them open (where nothing else is said one in a hundred, enough at the least
/// for a full page 50 of the queue), the others finished over ten years, each with promises, two messages, three journal entries, search words and tallies.
/// </summary>
internal static class ManyCases
{
    /// <summary>The departments and handlers that must be there, with ids from 1.</summary>
    public const int Departments = 5;

    /// <summary>See <see cref="Departments"/>.</summary>
    public const int Handlers = 20;

    /// <summary>How many of so many are open where nothing else is said.</summary>
    public static int OpenOf(int count) => Math.Max(count / 100, Math.Min(count, 2600));

    /// <summary>The common tables that <see cref="Rows"/> are selected from: c of the cases, j of where the journal stands.</summary>
    public static string With(int count, Instant now, string journalHead, int open)
    {
        var at = now.ToUnixTimeTicks() / 10;
        return string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}),
            j AS MATERIALIZED (SELECT {journalHead} AS head),
            r AS (SELECT i, i > {count - open} AS open, (i * 7919) % 1000003 AS x, {at} - ({count} - i) * (315360000000000 / {count}) AS at FROM n),
            c AS (SELECT *,
                CASE WHEN open THEN CASE x % 10 WHEN 0 THEN 1 WHEN 1 THEN 2 WHEN 2 THEN 3 WHEN 3 THEN 5 WHEN 4 THEN 8 ELSE 4 END
                     ELSE CASE x % 20 WHEN 0 THEN 9 WHEN 1 THEN 10 WHEN 2 THEN 11 WHEN 3 THEN 6 ELSE 7 END END AS state,
                1 + (x / 7) % {Departments} AS department,
                CASE WHEN open THEN {at} + (x % 2000 - 1000) * 300000000 END AS due FROM r)
            """);
    }

    /// <summary>What goes into each table, in this order.</summary>
    public static (string Table, string Columns, string Select)[] Rows { get; } =
    [
        ("Cases",
        """
        "Id", "Number", "Version", "FieldVersions", "Kind", "State", "Severity", "Safety", "Channel", "ReceivedAt", "Anonymous",
            "CustomerName", "CustomerEmail", "CustomerPhone", "CustomerLanguage", "ContactBy", "Representative", "DepartmentId", "HandlerId",
            "Subject", "Description", "Wanted", "OccurredWhen", "Place", "Product", "Concerns", "Decision", "Redress", "Reason", "Attention",
            "OnDesk", "DueAt", "DuePromise", "QueueOrder", "LastMessageAt", "LastMessageBy", "LastMessage", "NewsVersion", "CategoryPath", "CalendarVersionId", "PolicyVersionId", "CodeHash"
        """,
        """
        SELECT i, printf('FH-%04d-%06d', 2016 + i * 10 / (SELECT MAX(i) FROM c) , i), 3, '{}', 1 + x % 4, state, CASE WHEN x % 12 = 0 THEN 2 ELSE 1 END, 0, 1, at, 0,
            'Customer ' || (x % 50000), 'c' || x || '@example.com', '', CASE WHEN x % 2 THEN 'en' ELSE 'zh-Hans' END, 1, '', department,
            CASE WHEN open AND x % 10 < 3 THEN NULL ELSE 1 + ((department - 1) + 5 * (x % 4)) END,
            'The kettle number ' || x || ' leaks', 'Since the second day the kettle leaks. 我要退款，水壶漏水。 ' || x || CASE WHEN x % 50 = 0 THEN ' 爆炸 explosion' ELSE '' END, '', '', '', '', '', '', '', '',
            CASE WHEN NOT open THEN 0 WHEN state = 8 THEN 3 WHEN x % 17 = 0 THEN 2 WHEN x % 5 = 0 THEN 1 ELSE 0 END,
            open, CASE WHEN state <> 5 THEN due END, CASE WHEN open AND state <> 5 THEN 3 END,
            CASE WHEN state = 8 THEN due - (1 << 60) WHEN state = 5 THEN at + (1 << 60) WHEN open THEN due ELSE at END,
            at + 3600000000, 1 + x % 2, 'When will I get my money back?', 1, '', 1, 1, zeroblob(32) FROM c
        """),
        ("CasePromises",
        """
        "CaseId", "Kind", "Generation", "State", "DueAt", "MetAt", "Kept"
        """,
        """
        SELECT i, 3, 1, CASE WHEN open THEN 1 ELSE 3 END, COALESCE(due, at), CASE WHEN open THEN NULL ELSE at END, CASE WHEN open THEN NULL ELSE 1 END FROM c
        """),
        ("Messages",
        """
        "Id", "CaseId", "At", "Author", "StaffId", "AuthorName", "Internal", "Text"
        """,
        """
        SELECT 2 * (i - 1) + step, i, at + step * 600000000, step, CASE step WHEN 2 THEN 1 + ((department - 1) + 5 * (x % 4)) END, '', 0,
            CASE step WHEN 1 THEN 'When will I get my money back?' ELSE 'We have found the parcel and send the money back today. 我们今天退款。' END
        FROM c CROSS JOIN (SELECT 1 AS step UNION ALL SELECT 2)
        """),
        ("Journal",
        """
        "Seq", "At", "ActorKind", "ActorId", "ActorName", "Kind", "CaseId", "CaseVersion", "MessageId", "FromState", "ToState", "CaseKind", "Severity", "DepartmentId", "Changes"
        """,
        """
        SELECT (SELECT head FROM j) + 3 * (i - 1) + step, at + step * 600000000, CASE step WHEN 1 THEN 1 ELSE 3 END, CASE step WHEN 1 THEN NULL ELSE 1 + ((department - 1) + 5 * (x % 4)) END,
            '', CASE step WHEN 1 THEN 1 WHEN 2 THEN 3 ELSE 6 END, i, step, CASE step WHEN 3 THEN 2 * i END, CASE step WHEN 1 THEN NULL WHEN 2 THEN 1 ELSE 4 END,
            CASE step WHEN 1 THEN 1 WHEN 2 THEN 4 ELSE state END, 1 + x % 4, CASE WHEN x % 12 = 0 THEN 2 ELSE 1 END, department, '[]'
        FROM c CROSS JOIN (SELECT 1 AS step UNION ALL SELECT 2 UNION ALL SELECT 3)
        """),
    ];

    /// <summary>The tallies of these cases (measures and quarters of an hour as in TallyMark), and where the counters stand. Both databases read it alike.</summary>
    public static string[] Figures { get; } =
    [
        """
        INSERT INTO "Tallies" ("Measure", "Bucket", "DepartmentId", "HandlerId", "Count")
        SELECT 2, "ReceivedAt" / 900000000, "DepartmentId", 0, count(*) FROM "Cases" GROUP BY 2, 3
        UNION ALL SELECT 1, "State", "DepartmentId", coalesce("HandlerId", 0), count(*) FROM "Cases" WHERE "OnDesk" GROUP BY 2, 3, 4
        UNION ALL SELECT 5, "ReceivedAt" / 900000000, "DepartmentId", 0, count(*) FROM "Cases" WHERE "OnDesk" GROUP BY 2, 3
        UNION ALL SELECT 4, "DueAt" / 900000000, "DepartmentId", coalesce("HandlerId", 0), count(*) FROM "Cases" WHERE "OnDesk" AND "DueAt" IS NOT NULL GROUP BY 2, 3, 4
        UNION ALL SELECT 6, p."MetAt" / 900000000, c."DepartmentId", 0, count(*) FROM "CasePromises" p JOIN "Cases" c ON c."Id" = p."CaseId" WHERE p."MetAt" IS NOT NULL GROUP BY 2, 3
        """,
        """
        INSERT INTO "Counters" ("Name", "Value") SELECT 'case-' || substr("Number", 4, 4), max(CAST(substr("Number", 9) AS INTEGER)) FROM "Cases" WHERE true GROUP BY 1
        ON CONFLICT ("Name") DO UPDATE SET "Value" = excluded."Value"
        """,
        """UPDATE "Counters" SET "Value" = (SELECT MAX("Seq") FROM "Journal") WHERE "Name" = 'journal'""",
    ];
}
