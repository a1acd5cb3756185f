using System.Data;
using System.Globalization;
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
    private static readonly int[] Blocks = [10, 13, 16];
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

    /// <summary>Beside its words a row has those of the blocks of cases it lies in: see <see cref="FindWords"/>.</summary>
    public override Task KeepWordsAsync(HubContext db, long caseId, IReadOnlyCollection<string> words, bool isNew, CancellationToken cancel)
    {
        var kept = Fitting([.. Blocks.Select(bits => Block(bits, caseId >> bits)), .. words]);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "CaseWords" ("CaseId", "Words") VALUES ({caseId}, array_to_tsvector({kept}))
            ON CONFLICT ("CaseId") DO UPDATE SET "Words" = excluded."Words"
            """,
            cancel);
    }

    /// <summary>
    /// An index of words gives the cases of a word all at once and in no order. So each case also has the words of its blocks of
    /// 1,024, 8,192 and 65,536 neighbours, and the blocks are asked one after another from the newest on, small ones first, until
    /// there is enough: a word that is in every case costs a block, one that is nowhere costs a look at each of some dozens.
    /// OFFSET 0 keeps order and limit out of the sight of the planner, who else, not knowing the words, walks all cases in order.
    /// </summary>
    public override FormattableString FindWords(IReadOnlyList<SearchWord> words, long from, long before, int most) =>
        $"""
        WITH top AS MATERIALIZED (SELECT least({before} - 1, (SELECT coalesce(max("CaseId"), 0) FROM "CaseWords")) AS id),
        blocks AS MATERIALIZED (
            SELECT 10 AS bits, block FROM top, generate_series(id >> 10, greatest(((id >> 13) - 1) << 3, {from} >> 10), -1) AS block
            UNION ALL SELECT 13, block FROM top, generate_series((id >> 13) - 2, greatest(((id >> 16) - 1) << 3, {from} >> 13), -1) AS block
            UNION ALL SELECT 16, block FROM top, generate_series((id >> 16) - 2, {from} >> 16, -1) AS block)
        SELECT f."CaseId" AS "Value" FROM blocks CROSS JOIN LATERAL (
            SELECT n."CaseId" FROM (
                SELECT w."CaseId" FROM "CaseWords" AS w
                WHERE w."Words" @@ ('''#' || bits || ':' || block || ''' & ' || {Query(words)})::tsquery AND w."CaseId" >= {from} AND w."CaseId" < {before}
                OFFSET 0) AS n
            ORDER BY n."CaseId" DESC LIMIT {most}) AS f
        LIMIT {most}
        """;

    public override FormattableString FindWordsAmong(IReadOnlyList<SearchWord> words, IReadOnlyCollection<long> cases) =>
        $"""SELECT "CaseId" AS "Value" FROM "CaseWords" WHERE "Words" @@ {Query(words)}::tsquery AND "CaseId" = ANY ({cases.ToArray()})""";

    /// <summary>Words hold letters and digits only: nothing in them can end the quotes.</summary>
    private static string Query(IEnumerable<SearchWord> words) => string.Join(" & ", words.Select(w => w switch
    {
        { Beginning: false } => $"'{w.Text}'",
        _ when SearchWords.AsBeginning(w.Text) is { } begins => $"('{w.Text}' | '{begins}')",
        _ => $"'{w.Text}':*",
    }));

    private static string Block(int bits, long block) => string.Create(CultureInfo.InvariantCulture, $"#{bits}:{block}");

    private static string[] Fitting(IEnumerable<string> words)
    {
        var left = MostWordBytes;
        return [.. words.TakeWhile(word => (left -= Encoding.UTF8.GetByteCount(word) + 2) >= 0)];
    }
}
