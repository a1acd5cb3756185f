using FeedbackHub.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FeedbackHub.Bench;

/// <summary>The least a web server can do for a receipt: one JSON body, one row, one durable commit. What intake is measured against.</summary>
internal static class BareEndpoint
{
    /// <summary>The argument that starts it.</summary>
    public const string Name = "bare-endpoint";

    private const string Insert = "INSERT INTO \"Filed\" (\"Body\") VALUES (@body)";

    /// <summary>Serves until it is killed. <paramref name="place"/> is a file or a connection string.</summary>
    public static async Task ServeAsync(string provider, string place, string[] args)
    {
        var insert = provider == nameof(DatabaseProvider.Sqlite) ? IntoSqlite(place) : IntoPostgres(place);
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => "open");
        app.MapPost("/", async (Letter letter) =>
        {
            await insert(letter.Description);
            return Results.Created("/", letter);
        });
        await app.RunAsync();
    }

    /// <summary>One connection with one prepared statement, one writer at a time: the fastest there is.</summary>
    private static Func<string, Task> IntoSqlite(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS \"Filed\" (\"Id\" INTEGER PRIMARY KEY, \"Body\" TEXT NOT NULL)";
        create.ExecuteNonQuery();
        var insert = connection.CreateCommand();
        insert.CommandText = Insert;
        var body = insert.Parameters.Add("@body", SqliteType.Text);
        var turn = new SemaphoreSlim(1);
        return async text =>
        {
            await turn.WaitAsync();
            try
            {
                body.Value = text;
                await insert.ExecuteNonQueryAsync();
            }
            finally
            {
                turn.Release();
            }
        };
    }

    /// <summary>A connection of the pool for each request: the server itself brings commits together.</summary>
    private static Func<string, Task> IntoPostgres(string connection)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 5, AutoPrepareMinUsages = 2 });
        using var create = source.CreateCommand("CREATE TABLE IF NOT EXISTS \"Filed\" (\"Id\" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, \"Body\" text NOT NULL)");
        create.ExecuteNonQuery();
        return async text =>
        {
            await using var insert = source.CreateCommand(Insert);
            insert.Parameters.AddWithValue("body", text);
            await insert.ExecuteNonQueryAsync();
        };
    }

    private sealed record Letter(string Name, string Email, string Description);
}
