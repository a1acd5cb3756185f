using FeedbackHub.Core.Data;
using FeedbackHub.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// Deletes files that were uploaded and never sent: from public forms given up, and from what handlers began to write. Only
/// those older than <see cref="StorageOptions.OrphanHours"/>, which is longer than any reference to an unsent file is good
/// for, so that nobody can still be about to send them.
/// </summary>
public sealed class OrphanSweep(HubDatabase database, Leases leases, FileStore files, StorageOptions storage, TimeProvider time, ILogger<OrphanSweep> log) : BackgroundService
{
    private const int Batch = 500;

    /// <summary>Sweeps once. Answers how many files were deleted.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel = default)
    {
        var before = database.Now - Duration.FromHours(storage.OrphanHours);
        var deleted = 0;
        foreach (var batch in files.StoredBefore(before).Chunk(Batch))
        {
            var sent = await database.ReadAsync(
                db => db.Attachments.Where(a => batch.Contains(a.Sha256)).Select(a => a.Sha256).Distinct().ToListAsync(cancel), cancel);
            deleted += batch.Except(sent).Count(name => files.DeleteIfStoredBefore(name, before));
        }

        if (deleted > 0)
        {
            HubTelemetry.Orphans.Add(deleted);
            log.LogInformation("{Count} files that were never sent were deleted", deleted);
        }

        return deleted;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(storage.SweepMinutes), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (await leases.TakeAsync(nameof(OrphanSweep), Duration.FromMinutes(storage.SweepMinutes), stoppingToken))
                    {
                        await SweepAsync(stoppingToken);
                    }
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    // A disk or database that is briefly away: the next round looks again.
                    log.LogError(problem, "Files that were never sent could not be swept");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops.
        }
    }
}
