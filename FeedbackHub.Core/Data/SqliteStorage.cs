using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FeedbackHub.Core.Data;

/// <summary>
/// How the SQLite file is opened: write-ahead log, and every commit synced to disk before it is acknowledged, so that a
/// receipt given is never lost.
/// </summary>
public sealed class SqliteStorage : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000;";

    /// <summary>Options for a context on this file.</summary>
    public static void Configure(DbContextOptionsBuilder options, string file) =>
        options
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30, Cache = SqliteCacheMode.Private }.ToString())
            .AddInterceptors(new SqliteStorage());

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
