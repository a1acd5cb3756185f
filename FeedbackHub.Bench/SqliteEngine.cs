using System.Data.Common;
using FeedbackHub.Core;
using FeedbackHub.Core.Data;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace FeedbackHub.Bench;

/// <summary>SQLite: a file in the company's folder.</summary>
internal sealed class SqliteEngine : Engine
{
    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string Name => "SQLite";

    public override string Settings => "SQLite with WAL and synchronous=FULL";

    public override string KeepWords => """INSERT INTO "CaseWords" (rowid, "Words") VALUES (@case, @words)""";

    public override DatabaseOptions New() => new();

    /// <summary>By plain SQL within the file. Indexes are made anew at the end, which is faster than keeping them up.</summary>
    public override async Task FillAsync(StorageOptions storage, DatabaseOptions database, int cases, Instant now, int open)
    {
        // Nobody else may have the file open: the journal is switched off while it is filled.
        SqliteConnection.ClearAllPools();
        await using var connection = new SqliteConnection($"Data Source={storage.Database};Pooling=False");
        await connection.OpenAsync();
        await RunAsync(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA temp_store=MEMORY");
        var indexes = await IndexesAsync(connection, """SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('Cases', 'CasePromises', 'Messages', 'Journal')""");
        foreach (var (name, _) in indexes)
        {
            await RunAsync(connection, $"DROP INDEX \"{name}\"");
        }

        var with = ManyCases.With(cases, now, """(SELECT MAX("Seq") FROM "Journal")""", open);
        foreach (var (table, columns, select) in ManyCases.Rows)
        {
            Console.Write($" {table}");
            await RunAsync(connection, $"{with} INSERT INTO \"{table}\" ({columns}) {select}");
        }

        Console.Write(" words");
        await RunAsync(connection, $"""{with} INSERT INTO "CaseWords" (rowid, "Words") SELECT i, {ManyWords.Sql} FROM c""");
        Console.Write(" indexes");
        foreach (var sql in indexes.Select(i => i.Sql).Concat(ManyCases.Figures))
        {
            await RunAsync(connection, sql);
        }

        await RunAsync(connection, "PRAGMA journal_mode=WAL");
    }

    public override Task<long> SizeAsync(StorageOptions storage, DatabaseOptions database) => Task.FromResult(new FileInfo(storage.Database).Length);

    public override DbConnection Open(StorageOptions storage, DatabaseOptions database)
    {
        var connection = new SqliteConnection($"Data Source={storage.Database};Pooling=False");
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON";
        settings.ExecuteNonQuery();
        return connection;
    }

    public override object WordsOf(IEnumerable<string> texts) => string.Join(' ', SearchWords.ForIndex(texts));

    public override string BarePlace(StorageOptions storage, DatabaseOptions database) => Path.Combine(storage.Folder, "bare.db");

    public override Task DropAsync(DatabaseOptions database)
    {
        SqliteConnection.ClearAllPools();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
