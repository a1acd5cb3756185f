using FeedbackHub.Core.Data;
using FeedbackHub.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeedbackHub.Core.Telemetry;

/// <summary>Counts once a minute the cases whose due time has passed, where anybody listens to the figure.</summary>
public sealed class OverdueCount(HubDatabase database, JournalTail tail, TimeProvider time, ILogger<OverdueCount> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Counts them now.</summary>
    public async Task CountAsync(CancellationToken cancel = default)
    {
        var now = database.Now;
        HubTelemetry.Overdue.Record(await database.ReadAsync(db => db.Cases.LongCountAsync(c => c.OnDesk && c.DueAt < now, cancel), cancel));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await tail.Begun.WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(Every, time);
            do
            {
                try
                {
                    if (HubTelemetry.Overdue.Enabled)
                    {
                        await CountAsync(stoppingToken);
                    }
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    log.LogWarning(problem, "Overdue cases could not be counted");
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops.
        }
    }
}
