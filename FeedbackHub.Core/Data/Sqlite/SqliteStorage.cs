using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>
/// How the SQLite file is opened: write-ahead log, and every commit synced to disk before it is acknowledged, so that a
/// receipt given is never lost.
/// </summary>
public sealed class SqliteStorage(bool durable) : DbConnectionInterceptor
{
    private readonly ConditionalWeakTable<sqlite3, SqliteStorage> opened = [];
    private readonly string pragmas =
        (durable ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" : "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;")
        + " PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000;";

    /// <summary>Options for a context on this file.</summary>
    /// <param name="options">Where they are set.</param>
    /// <param name="file">The database file.</param>
    /// <param name="durable">False where the file may be lost with the machine: no write-ahead log, no syncing.</param>
    public static void Configure(DbContextOptionsBuilder options, string file, bool durable = true) =>
        options.UseSqlite(ConnectionString(file, pooled: true)).AddInterceptors(new SqliteStorage(durable));

    /// <summary>Options for a context on a connection that somebody else has opened and will close.</summary>
    internal static void Configure(DbContextOptionsBuilder options, SqliteConnection connection, bool durable)
    {
        using var command = connection.CreateCommand();
        command.CommandText = new SqliteStorage(durable).pragmas;
        command.ExecuteNonQuery();
        options.UseSqlite(connection);
    }

    /// <summary>How the file is reached.</summary>
    internal static string ConnectionString(string file, bool pooled) =>
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30, Cache = SqliteCacheMode.Private, Pooling = pooled }.ToString();

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsNew(connection))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
        opened.Add(((SqliteConnection)connection).Handle!, this);
    }

    /// <inheritdoc />
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite knows no waiting without a thread.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    /// <summary>
    /// A connection out of the pool has its settings still. EF Core opens the file read-only to see whether it exists; the log
    /// mode cannot be set there.
    /// </summary>
    private bool IsNew(DbConnection connection) =>
        !connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase)
        && !opened.TryGetValue(((SqliteConnection)connection).Handle!, out _);
}
