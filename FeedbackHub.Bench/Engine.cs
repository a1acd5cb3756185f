using System.Data.Common;
using FeedbackHub.Core;
using NodaTime;

namespace FeedbackHub.Bench;

/// <summary>A kind of database to measure on, and what is done there past the hub.</summary>
internal abstract class Engine : IAsyncDisposable
{
    /// <summary>Which.</summary>
    public abstract DatabaseProvider Provider { get; }

    /// <summary>Its name as people write it.</summary>
    public abstract string Name { get; }

    /// <summary>Its settings, for the report.</summary>
    public abstract string Settings { get; }

    /// <summary>The statement that keeps a case's words past the hub, with the parameters <c>@case</c> and <c>@words</c>.</summary>
    public abstract string KeepWords { get; }

    /// <summary>Starts it; null where it is not on this machine.</summary>
    public static async Task<Engine?> StartAsync(DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite ? new SqliteEngine() : await PostgresServer.StartAsync() is { } server ? new PostgresEngine(server) : null;

    /// <summary>How a company of its own reaches its database.</summary>
    public abstract DatabaseOptions New();

    /// <summary>Puts as many cases as one likes, so many of them open, into the empty database of a company that nobody else has open.</summary>
    public abstract Task FillAsync(StorageOptions storage, DatabaseOptions database, int cases, Instant now, int open);

    /// <summary>How much a company's database takes on the disk, in bytes.</summary>
    public abstract Task<long> SizeAsync(StorageOptions storage, DatabaseOptions database);

    /// <summary>A connection past the hub, as durable as its own.</summary>
    public abstract DbConnection Open(StorageOptions storage, DatabaseOptions database);

    /// <summary>A case's words as the parameter of <see cref="KeepWords"/>.</summary>
    public abstract object WordsOf(IEnumerable<string> texts);

    /// <summary>What <see cref="BareEndpoint"/> is told to write to: an empty company's place.</summary>
    public abstract string BarePlace(StorageOptions storage, DatabaseOptions database);

    /// <summary>Removes a company's database.</summary>
    public abstract Task DropAsync(DatabaseOptions database);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>Runs a statement.</summary>
    protected static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows of two texts, by which the indexes of the filled tables are made anew.</summary>
    protected static async Task<List<(string Name, string Sql)>> IndexesAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }
}
