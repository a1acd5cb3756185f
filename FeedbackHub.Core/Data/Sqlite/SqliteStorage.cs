using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>
/// How the SQLite file is opened: write-ahead log, and every commit synced to disk before it is acknowledged, so that a
/// receipt given is never lost.
/// </summary>
public sealed class SqliteStorage(StorageOptions storage) : DbConnectionInterceptor
{
    private readonly ConditionalWeakTable<sqlite3, SqliteStorage> opened = [];
    private readonly string pragmas =
        (storage.Durable ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" : "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;")
        + $" PRAGMA foreign_keys=ON; PRAGMA busy_timeout={storage.LockSeconds * 1000};";

    /// <summary>Options for a context on this file.</summary>
    /// <param name="options">Where they are set.</param>
    /// <param name="storage">Where it lies, and how it is kept.</param>
    public static void Configure(DbContextOptionsBuilder options, StorageOptions storage) =>
        options.UseSqlite(ConnectionString(storage, pooled: true)).AddInterceptors(new SqliteStorage(storage)).ReplaceService<IDatabase, RowStatements>();

    /// <summary>Options for a context on the writer's connection.</summary>
    internal static void Configure(DbContextOptionsBuilder options, WriterConnection connection) =>
        options.UseSqlite(connection).AddInterceptors(PreparedStatements.Instance).ReplaceService<IDatabase, RowStatements>();

    /// <summary>
    /// Opens a connection to the file that is its owner's alone. What it needs to undo a change it keeps in memory: else SQLite would
    /// write every page it is going to change into a file of its own first, for each writer that joins a transaction.
    /// </summary>
    internal static WriterConnection OpenWriter(StorageOptions storage)
    {
        var connection = new WriterConnection(ConnectionString(storage, pooled: false));
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = new SqliteStorage(storage).pragmas + " PRAGMA temp_store=MEMORY;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string ConnectionString(StorageOptions storage, bool pooled) =>
        new SqliteConnectionStringBuilder { DataSource = storage.Database, DefaultTimeout = storage.LockSeconds, Cache = SqliteCacheMode.Private, Pooling = pooled }.ToString();

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
