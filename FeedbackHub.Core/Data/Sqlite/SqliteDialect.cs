using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>SQLite: one writer at a time by nature, JSON functions, FTS5.</summary>
internal sealed class SqliteDialect : Dialect
{
    public static SqliteDialect Instance { get; } = new();

    /// <summary>For SQLite this level means a deferred transaction: a snapshot that no writer waits for.</summary>
    public override IsolationLevel OneMoment => IsolationLevel.ReadUncommitted;

    /// <summary>
    /// A lock of the operating system on a file beside the database, which ends with its process. Whoever has it may clear
    /// the mark that EF Core leaves for ever when its process is killed midway.
    /// </summary>
    public override async Task<IAsyncDisposable?> TakeMigrationTurnAsync(HubContext db, StorageOptions storage, CancellationToken cancel)
    {
        FileStream turn;
        while (true)
        {
            try
            {
                turn = new FileStream(storage.Database + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                break;
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancel);
            }
        }

        if (File.Exists(storage.Database))
        {
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancel);
        }

        return turn;
    }

    /// <summary>The immediate transaction has taken it.</summary>
    public override Task TakeTurnAsync(HubContext db, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>One process alone uses the file.</summary>
    public override Task AnnounceAsync(HubContext db, CancellationToken cancel) => Task.CompletedTask;

    // SQLite knows no waiting without a thread: nothing is gained by its asynchronous methods.
    public override Task<int> RunAsync(HubContext db, FormattableString statement, CancellationToken cancel)
    {
        using var command = SqliteStatements.Command(db, statement);
        return Task.FromResult(command.ExecuteNonQuery());
    }

    public override Task<long> NumberAsync(HubContext db, FormattableString statement, CancellationToken cancel)
    {
        using var command = SqliteStatements.Command(db, statement);
        return Task.FromResult((long)command.ExecuteScalar()!);
    }

    // WHERE true keeps ON CONFLICT from being read as a join.
    public override FormattableString AddToTallies(string rows) =>
        $"""
        INSERT INTO "Tallies" ("Measure", "Bucket", "DepartmentId", "HandlerId", "Count")
        SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each({rows}) WHERE true
        ON CONFLICT ("Measure", "Bucket", "DepartmentId", "HandlerId") DO UPDATE SET "Count" = "Tallies"."Count" + excluded."Count"
        """;

    public override FormattableString DropEmptyTallies(string rows) =>
        $"""
        DELETE FROM "Tallies" WHERE "Count" = 0 AND ("Measure", "Bucket", "DepartmentId", "HandlerId") IN
        (SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each({rows}))
        """;

    public override FormattableString SumTallies(string ranges, long? department) =>
        $"""
        SELECT a.value ->> 0 AS "Measure", a.value ->> 1 AS "From", a.value ->> 2 AS "Until", coalesce((
            SELECT sum(t."Count") FROM "Tallies" t
            WHERE t."Measure" = a.value ->> 0 AND t."Bucket" >= a.value ->> 1 AND t."Bucket" < a.value ->> 2
            AND ({department} IS NULL OR t."DepartmentId" = {department})), 0) AS "Count"
        FROM json_each({ranges}) a
        """;

    public override async Task KeepWordsAsync(HubContext db, long caseId, IReadOnlyCollection<string> words, bool isNew, CancellationToken cancel)
    {
        if (!isNew)
        {
            await RunAsync(db, $"""DELETE FROM "CaseWords" WHERE rowid = {caseId}""", cancel);
        }

        await RunAsync(db, $"""INSERT INTO "CaseWords" (rowid, "Words") VALUES ({caseId}, {string.Join(' ', words)})""", cancel);
    }

    /// <summary>FTS5 walks the cases of every word backwards from the last one and stops when it has enough.</summary>
    public override FormattableString FindWords(IReadOnlyList<SearchWord> words, long from, long before, int most) =>
        $"""SELECT rowid AS "Value" FROM "CaseWords" WHERE "CaseWords" MATCH {Query(words)} AND rowid >= {from} AND rowid < {before} ORDER BY rowid DESC LIMIT {most}""";

    public override FormattableString FindWordsAmong(IReadOnlyList<SearchWord> words, IReadOnlyCollection<long> cases) =>
        $"""SELECT rowid AS "Value" FROM "CaseWords" WHERE "CaseWords" MATCH {Query(words)} AND rowid IN (SELECT value FROM json_each({JsonSerializer.Serialize(cases)}))""";

    /// <summary>Words hold letters and digits only: nothing in them can end the quotes.</summary>
    internal static string Query(IEnumerable<SearchWord> words) => string.Join(" AND ", words.Select(w => w switch
    {
        { Beginning: false } => $"\"{w.Text}\"",
        _ when SearchWords.AsBeginning(w.Text) is { } begins => $"(\"{w.Text}\" OR \"{begins}\")",
        _ => $"\"{w.Text}\" *",
    }));
}
