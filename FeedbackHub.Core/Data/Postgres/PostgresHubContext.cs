using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FeedbackHub.Core.Data.Postgres;

/// <summary>The hub's database on a PostgreSQL server: for several nodes.</summary>
public sealed class PostgresHubContext(DbContextOptions<PostgresHubContext> options) : HubContext(options)
{
    /// <inheritdoc />
    internal override Dialect Dialect => PostgresDialect.Instance;

    /// <summary>Options for a context on this server.</summary>
    public static void Configure(DbContextOptionsBuilder options, string connection) =>
        options.UseNpgsql(connection, npgsql => npgsql.SetPostgresVersion(15, 0)).AddInterceptors(NoNullCharacters.Instance);

    /// <summary>Texts are compared and sorted by their characters' numbers, as SQLite does, whatever the server's language.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    /// <summary>Lets <c>dotnet ef</c> build the context without the app.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<PostgresHubContext>
    {
        public PostgresHubContext CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<PostgresHubContext>();
            Configure(options, "Host=design-time");
            return new PostgresHubContext(options.Options);
        }
    }
}
