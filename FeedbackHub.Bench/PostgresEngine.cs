using System.Data.Common;
using FeedbackHub.Core;
using FeedbackHub.Core.Data;
using NodaTime;
using Npgsql;

namespace FeedbackHub.Bench;

/// <summary>PostgreSQL: a database for each company on a server that was started for this run.</summary>
internal sealed class PostgresEngine(PostgresServer server) : Engine
{
    private int last;

    public override DatabaseProvider Provider => DatabaseProvider.Postgres;

    public override string Name => "PostgreSQL";

    public override string Settings => $"PostgreSQL {server.Version} with its defaults (fsync and synchronous_commit on, shared_buffers 128 MB) but for max_connections";

    public override string KeepWords => """INSERT INTO "CaseWords" ("CaseId", "Words") VALUES (@case, array_to_tsvector(@words))""";

    public override DatabaseOptions New() => new() { Provider = DatabaseProvider.Postgres, ConnectionString = server.ConnectionTo($"company{++last}") };

    /// <summary>
    /// By COPY, of the same rows as on SQLite: a SQLite in memory makes them. Indexes are made anew at the end, which is faster
    /// than keeping them up; then it is left as the server's own housekeeping leaves it in time: vacuumed and analysed.
    /// </summary>
    public override async Task FillAsync(StorageOptions storage, DatabaseOptions database, int cases, Instant now, int open)
    {
        await using var connection = (NpgsqlConnection)Open(storage, database);
        await RunAsync(connection, "SET session_replication_role = replica; SET maintenance_work_mem = '512MB'");
        var indexes = await IndexesAsync(
            connection,
            """
            SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('Cases', 'CasePromises', 'Messages', 'Journal', 'CaseWords')
            AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)
            """);
        foreach (var (name, _) in indexes)
        {
            await RunAsync(connection, $"DROP INDEX \"{name}\"");
        }

        await using var head = new NpgsqlCommand("""SELECT max("Seq") FROM "Journal" """, connection);
        using var copy = new CopyOfCases(connection, ManyCases.With(cases, now, $"{await head.ExecuteScalarAsync()}", open));
        foreach (var (table, columns, select) in ManyCases.Rows)
        {
            Console.Write($" {table}");
            await copy.FillAsync(table, columns, select);
        }

        Console.Write(" words");
        await copy.FillAsync("CaseWords", "\"CaseId\", \"Words\"", $"SELECT i, {ManyWords.SqlWithBlocks} FROM c");
        Console.Write(" indexes");
        string[] numbers = ["Cases", "Messages"];
        foreach (var sql in indexes.Select(i => i.Sql).Concat(ManyCases.Figures).Concat(numbers.Select(t => $"""SELECT setval(pg_get_serial_sequence('"{t}"', 'Id'), (SELECT max("Id") FROM "{t}"))""")))
        {
            await RunAsync(connection, sql);
        }

        Console.Write(" vacuum");
        await RunAsync(connection, "VACUUM (ANALYZE)");
        await RunAsync(connection, "CHECKPOINT");
    }

    public override async Task<long> SizeAsync(StorageOptions storage, DatabaseOptions database)
    {
        await using var connection = Open(storage, database);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_database_size(current_database())";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public override DbConnection Open(StorageOptions storage, DatabaseOptions database)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, CommandTimeout = 600 }.ToString());
        connection.Open();
        return connection;
    }

    public override object WordsOf(IEnumerable<string> texts) => SearchWords.ForIndex(texts).ToArray();

    public override string BarePlace(StorageOptions storage, DatabaseOptions database) => database.ConnectionString;

    public override async Task DropAsync(DatabaseOptions database)
    {
        NpgsqlConnection.ClearAllPools();
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        await using var connection = new NpgsqlConnection(server.ConnectionTo("postgres"));
        await connection.OpenAsync();
        await RunAsync(connection, $"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
    }

    public override ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        server.Dispose();
        return ValueTask.CompletedTask;
    }
}
