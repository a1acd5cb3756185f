using FeedbackHub.Core.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FeedbackHub.Core.Data.Postgres;

/// <summary>Wakes the live feed when another node has written. A bell that is missed is made good by the tail's own poll.</summary>
internal sealed class JournalBell(DatabaseOptions database, LiveFeed feed, TimeProvider time, ILogger<JournalBell> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException problem)
            {
                log.LogWarning(problem, "The bell of the journal is silent; the tail polls meanwhile");
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        // A connection of its own, with a heartbeat: one that died silently would never ring again.
        var own = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, KeepAlive = 15, ApplicationName = "feedbackhub journal bell" };
        await using var connection = new NpgsqlConnection(own.ToString());
        await connection.OpenAsync(cancel);
        connection.Notification += (_, _) => feed.Wake(long.MaxValue);
        await using (var listen = new NpgsqlCommand($"LISTEN {PostgresDialect.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancel);
        }

        while (true)
        {
            await connection.WaitAsync(cancel);
        }
    }
}
