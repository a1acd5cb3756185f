using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FeedbackHub.Bench;

/// <summary>The least a web server can do for a receipt: one JSON body, one row, one durable commit. What intake is measured against.</summary>
internal static class BareEndpoint
{
    /// <summary>The argument that starts it.</summary>
    public const string Name = "bare-endpoint";

    /// <summary>Serves until it is killed.</summary>
    public static async Task ServeAsync(string file, string[] args)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS Filed (Id INTEGER PRIMARY KEY, Body TEXT NOT NULL)";
        await create.ExecuteNonQueryAsync();
        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Filed (Body) VALUES (@body)";
        var body = insert.Parameters.Add("@body", SqliteType.Text);
        using var turn = new SemaphoreSlim(1);

        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => "open");
        app.MapPost("/", async (Letter letter) =>
        {
            await turn.WaitAsync();
            try
            {
                body.Value = letter.Description;
                await insert.ExecuteNonQueryAsync();
            }
            finally
            {
                turn.Release();
            }

            return Results.Created("/", letter);
        });
        await app.RunAsync();
    }

    private sealed record Letter(string Name, string Email, string Description);
}
