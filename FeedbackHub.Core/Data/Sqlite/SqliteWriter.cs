using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SQLitePCL;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>
/// Contexts for the one writer of this process, on a connection that stays open with its statements prepared. The file is
/// opened at the first write, and anew where a fault has left the connection in the midst of something.
/// </summary>
internal sealed class SqliteWriter(StorageOptions storage) : IDbContextFactory<HubContext>, IDisposable
{
    private WriterConnection? connection;
    private PooledDbContextFactory<SqliteHubContext>? contexts;

    /// <inheritdoc />
    public HubContext CreateDbContext()
    {
        if (connection is not { State: System.Data.ConnectionState.Open } || raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Dispose();
            connection = SqliteStorage.OpenWriter(storage);
            var options = new DbContextOptionsBuilder<SqliteHubContext>();
            SqliteStorage.Configure(options, connection);
            contexts = new PooledDbContextFactory<SqliteHubContext>(options.Options, 1);
        }

        return contexts!.CreateDbContext();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        connection?.Dispose();
        connection = null;
    }
}
