using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>The hub's database in one file: the default, for one machine.</summary>
public sealed class SqliteHubContext(DbContextOptions<SqliteHubContext> options) : HubContext(options)
{
    /// <inheritdoc />
    internal override Dialect Dialect => SqliteDialect.Instance;

    /// <summary>Lets <c>dotnet ef</c> build the context without the app.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<SqliteHubContext>
    {
        public SqliteHubContext CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<SqliteHubContext>();
            SqliteStorage.Configure(options, new StorageOptions { DatabaseName = "design-time.db" });
            return new SqliteHubContext(options.Options);
        }
    }
}
