using Microsoft.Data.Sqlite;
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
    private PreparedStatements? statements;
    private SqliteConnection? connection;
    private PooledDbContextFactory<SqliteHubContext>? contexts;

    /// <inheritdoc />
    public HubContext CreateDbContext()
    {
        if (connection is not { State: System.Data.ConnectionState.Open } || raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Dispose();
            connection = SqliteStorage.Open(storage);
            statements = new PreparedStatements();
            var options = new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(connection).AddInterceptors(statements).Options;
            contexts = new PooledDbContextFactory<SqliteHubContext>(options, 1);
        }

        return contexts!.CreateDbContext();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        statements?.Dispose();
        connection?.Dispose();
        connection = null;
    }
}
