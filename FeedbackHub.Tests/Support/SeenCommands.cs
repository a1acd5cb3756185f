using System.Collections.Concurrent;
using System.Data.Common;
using FeedbackHub.Core.Data.Postgres;
using FeedbackHub.Core.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace FeedbackHub.Tests.Support;

/// <summary>Keeps what a hub asks of its database, to look up how SQLite goes about it.</summary>
internal sealed class SeenCommands : DbCommandInterceptor
{
    private readonly ConcurrentQueue<(string Text, List<(string Name, object? Value)> Parameters)> seen = new();

    /// <summary>Listens in on a hub: <c>HubFixture.StartAsync(commands.AddTo)</c>.</summary>
    public void AddTo(IServiceCollection services) => services
        .ConfigureDbContext<SqliteHubContext>(options => options.AddInterceptors(this))
        .ConfigureDbContext<PostgresHubContext>(options => options.AddInterceptors(this));

    /// <summary>Forgets all so far.</summary>
    public void Clear() => seen.Clear();

    /// <summary>How many commands held all of these words.</summary>
    public int Count(params string[] words) => seen.Count(c => words.All(w => c.Text.Contains(w, StringComparison.Ordinal)));

    /// <summary>Every command that reads one of the tables, with the lines of its query plan.</summary>
    public async Task<List<(string Text, List<string> Plan)>> PlansAsync(HubFixture hub, params string[] tables)
    {
        var about = seen.Where(c => tables.Any(t => c.Text.Contains($"\"{t}\"", StringComparison.Ordinal))).ToList();
        return await hub.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            var plans = new List<(string, List<string>)>();
            foreach (var (text, parameters) in about)
            {
                plans.Add((text, await PlanAsync(db.Database.GetDbConnection(), text, parameters)));
            }

            return plans;
        });
    }

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        seen.Enqueue((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
        return ValueTask.FromResult(result);
    }

    private static async Task<List<string>> PlanAsync(DbConnection connection, string text, List<(string Name, object? Value)> parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {text}";
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(3));
        }

        return lines;
    }
}
