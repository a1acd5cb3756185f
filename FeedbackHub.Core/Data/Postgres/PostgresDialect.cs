using System.Data;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace FeedbackHub.Core.Data.Postgres;

/// <summary>
/// PostgreSQL: writers of all nodes take turns by an advisory lock, so that changes are committed in the order of their
/// journal numbers and every rule may trust what it has read; words are a <c>tsvector</c> made of our own words.
/// </summary>
internal sealed class PostgresDialect : Dialect
{
    /// <summary>The channel that tells other nodes to look into the journal.</summary>
    public const string Channel = "feedbackhub_journal";

    // PostgreSQL holds at most a mebibyte of lexemes in a row, each at most 2 KiB.
    private const int MostWordBytes = 1_000_000;
    private const long MigrationLock = 0x4648_6D69_6772_6174;
    private const long WriterLock = 0x4648_7772_6974_6572;

    public static PostgresDialect Instance { get; } = new();

    public override IsolationLevel OneMoment => IsolationLevel.RepeatableRead;

    /// <summary>A lock that ends with its connection, taken on one of its own. EF Core's own comes after it has looked what is to be done.</summary>
    public override async Task<IAsyncDisposable?> TakeMigrationTurnAsync(HubContext db, StorageOptions storage, CancellationToken cancel)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancel))
        {
            try
            {
                await creator.CreateAsync(cancel);
            }
            catch (PostgresException) when (!cancel.IsCancellationRequested)
            {
                // Another process was faster, or it will be told below that it may not.
            }
        }

        var own = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, CommandTimeout = 0 };
        var turn = new NpgsqlConnection(own.ToString());
        await turn.OpenAsync(cancel);
        await using var take = new NpgsqlCommand("SELECT pg_advisory_lock($1)", turn) { Parameters = { new() { Value = MigrationLock } } };
        await take.ExecuteNonQueryAsync(cancel);
        return turn;
    }

    public override Task TakeTurnAsync(HubContext db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({WriterLock})", cancel);

    public override Task AnnounceAsync(HubContext db, CancellationToken cancel) =>
        db.Database.ExecuteSqlRawAsync($"NOTIFY {Channel}", cancel);

    public override FormattableString AddToTallies(string rows) =>
        $"""
        INSERT INTO "Tallies" ("Measure", "Bucket", "DepartmentId", "HandlerId", "Count")
        SELECT (value->>0)::integer, (value->>1)::bigint, (value->>2)::bigint, (value->>3)::bigint, (value->>4)::bigint FROM jsonb_array_elements({rows}::jsonb)
        ON CONFLICT ("Measure", "Bucket", "DepartmentId", "HandlerId") DO UPDATE SET "Count" = "Tallies"."Count" + excluded."Count"
        """;

    public override FormattableString DropEmptyTallies(string rows) =>
        $"""
        DELETE FROM "Tallies" WHERE "Count" = 0 AND ("Measure", "Bucket", "DepartmentId", "HandlerId") IN
        (SELECT (value->>0)::integer, (value->>1)::bigint, (value->>2)::bigint, (value->>3)::bigint FROM jsonb_array_elements({rows}::jsonb))
        """;

    public override FormattableString SumTallies(string ranges, long? department) =>
        $"""
        SELECT a."Measure", a."From", a."Until", coalesce((
            SELECT sum(t."Count") FROM "Tallies" t
            WHERE t."Measure" = a."Measure" AND t."Bucket" >= a."From" AND t."Bucket" < a."Until"
            AND ({department}::bigint IS NULL OR t."DepartmentId" = {department})), 0)::bigint AS "Count"
        FROM (SELECT (value->>0)::integer AS "Measure", (value->>1)::bigint AS "From", (value->>2)::bigint AS "Until" FROM jsonb_array_elements({ranges}::jsonb)) a
        """;

    public override Task KeepWordsAsync(HubContext db, long caseId, IEnumerable<string> words, bool isNew, CancellationToken cancel)
    {
        var kept = Fitting(words.Distinct());
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "CaseWords" ("CaseId", "Words") VALUES ({caseId}, array_to_tsvector({kept}))
            ON CONFLICT ("CaseId") DO UPDATE SET "Words" = excluded."Words"
            """,
            cancel);
    }

    public override FormattableString FindWords(IReadOnlyList<SearchWord> words, long before, int most) =>
        $"""SELECT "CaseId" AS "Value" FROM "CaseWords" WHERE "Words" @@ {Query(words)}::tsquery AND "CaseId" < {before} ORDER BY "CaseId" DESC LIMIT {most}""";

    public override FormattableString FindWordsAmong(IReadOnlyList<SearchWord> words, IReadOnlyCollection<long> cases) =>
        $"""SELECT "CaseId" AS "Value" FROM "CaseWords" WHERE "Words" @@ {Query(words)}::tsquery AND "CaseId" = ANY ({cases.ToArray()})""";

    /// <summary>Words hold letters and digits only: nothing in them can end the quotes.</summary>
    private static string Query(IEnumerable<SearchWord> words) => string.Join(" & ", words.Select(w => w.Beginning ? $"'{w.Text}':*" : $"'{w.Text}'"));

    private static string[] Fitting(IEnumerable<string> words)
    {
        var left = MostWordBytes;
        return [.. words.TakeWhile(word => (left -= Encoding.UTF8.GetByteCount(word) + 2) >= 0)];
    }
}
