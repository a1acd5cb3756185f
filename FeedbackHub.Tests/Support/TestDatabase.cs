using System.Data.Common;
using FeedbackHub.Core;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Data.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace FeedbackHub.Tests.Support;

/// <summary>
/// The database of one test hub: a SQLite file, or, where <c>FEEDBACKHUB_POSTGRES</c> says how to reach a server, a PostgreSQL
/// database of its own there. Tests that are about SQLite itself carry the trait <c>Database=Sqlite</c>.
/// </summary>
internal static class TestDatabase
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("FEEDBACKHUB_POSTGRES") is { Length: > 0 } server ? server : null;
    private static readonly Lazy<Task<byte[]>> FreshFile = new(MakeFreshFileAsync);
    private static readonly Lazy<Task<string>> FreshTemplate = new(MakeTemplateAsync);

    /// <summary>True where the tests run on PostgreSQL.</summary>
    public static bool IsPostgres => Server is not null;

    /// <summary>True where the tests should run on PostgreSQL and there is none.</summary>
    public static bool IsMissing => Server == "missing";

    /// <summary>How a hub of its own reaches its database; on PostgreSQL under a new name. Where the server is missing the test is skipped.</summary>
    public static DatabaseOptions New()
    {
        Assert.SkipWhen(IsMissing, "There is no PostgreSQL server.");
        return Server is null
            ? new DatabaseOptions()
            : new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = Named($"fh_test_{Guid.NewGuid():N}") };
    }

    /// <summary>Puts a fresh, migrated database in place: migrating takes most of a second, so it is done once and copied.</summary>
    public static async Task PutFreshAsync(StorageOptions storage, DatabaseOptions database)
    {
        Directory.CreateDirectory(storage.Folder);
        if (database.Provider == DatabaseProvider.Postgres)
        {
            await OnServerAsync($"CREATE DATABASE {NameOf(database)} TEMPLATE {await FreshTemplate.Value}");
        }
        else
        {
            await File.WriteAllBytesAsync(storage.Database, await FreshFile.Value);
        }
    }

    /// <summary>A connection beside the hub's own.</summary>
    public static DbConnection Connection(StorageOptions storage, DatabaseOptions database) => database.Provider == DatabaseProvider.Postgres
        ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ToString())
        : new SqliteConnection($"Data Source={storage.Database};Pooling=False");

    /// <summary>Closes the pooled connections of one hub only: others may run beside it.</summary>
    public static async Task CloseAsync(IDbContextFactory<HubContext> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (db is PostgresHubContext)
        {
            await using var connection = new NpgsqlConnection(db.Database.GetConnectionString());
            NpgsqlConnection.ClearPool(connection);
        }
        else
        {
            await using var connection = new SqliteConnection(db.Database.GetConnectionString());
            SqliteConnection.ClearPool(connection);
        }
    }

    /// <summary>Removes it.</summary>
    public static async Task DropAsync(StorageOptions storage, DatabaseOptions database)
    {
        if (database.Provider == DatabaseProvider.Postgres)
        {
            await OnServerAsync($"DROP DATABASE IF EXISTS {NameOf(database)} WITH (FORCE)");
        }

        if (Directory.Exists(storage.Folder))
        {
            Directory.Delete(storage.Folder, recursive: true);
        }
    }

    private static string NameOf(DatabaseOptions database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    private static string Named(string name) => new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 20 }.ToString();

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Named("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<byte[]> MakeFreshFileAsync()
    {
        await using var hub = HubFixture.Make();
        await hub.Get<DatabaseSetup>().RunAsync();
        await using (var db = Connection(hub.Storage, new DatabaseOptions()))
        {
            // The writer keeps the file open: what is in its log is brought into the file that is copied.
            await db.OpenAsync();
            await using var command = db.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        return await File.ReadAllBytesAsync(hub.Storage.Database);
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var name = $"fh_fresh_{Environment.ProcessId}";
        await OnServerAsync($"DROP DATABASE IF EXISTS {name}");
        await using var hub = HubFixture.Make();
        await hub.Get<DatabaseSetup>().RunAsync();
        await CloseAsync(hub.Get<IDbContextFactory<HubContext>>());
        await OnServerAsync($"CREATE DATABASE {name} TEMPLATE {NameOf(hub.Get<DatabaseOptions>())}");
        return name;
    }
}
