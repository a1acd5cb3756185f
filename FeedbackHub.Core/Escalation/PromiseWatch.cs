using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>
/// Looks every few seconds which clocks have come to a step of the ladder, which customers are to be reminded, and which reports are late. One node alone does it at a time;
/// what it misses while it is down it takes up when it is back.
/// </summary>
public sealed class PromiseWatch(
    HubDatabase database, Leases leases, TakeSteps steps, RemindCustomer reminding, EscalationOptions options, JournalTail tail, TimeProvider time, ILogger<PromiseWatch> log) : BackgroundService
{
    /// <summary>Looks once. Answers how many steps were taken and late reports told.</summary>
    public async Task<int> RoundAsync(CancellationToken cancel = default)
    {
        var taken = 0;
        foreach (var caseId in await OwedAsync(cancel))
        {
            taken += await AloneAsync(() => steps.TakeAsync(caseId, cancel), caseId);
        }

        return taken + await RemindCustomersAsync(cancel) + await TellLateReportsAsync(cancel);
    }

    /// <summary>The cases with a step owed, the longest owed first. An index holds what is to come in order: it costs the same with ten clocks or a million.</summary>
    public async Task<IReadOnlyList<long>> OwedAsync(CancellationToken cancel = default)
    {
        var now = database.Now;
        var owed = await database.ReadAsync(
            db => db.CasePromises.Where(p => p.NextStepAt <= now).OrderBy(p => p.NextStepAt).Select(p => p.CaseId).Take(options.WatchBatch).ToListAsync(cancel), cancel);
        return [.. owed.Distinct()];
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await tail.Begun.WaitAsync(stoppingToken);
            var every = TimeSpan.FromSeconds(options.WatchSeconds);
            using var timer = new PeriodicTimer(every, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (await leases.TakeAsync(nameof(PromiseWatch), Duration.FromTimeSpan(every * 4), stoppingToken))
                    {
                        await CatchUpAsync(stoppingToken);
                    }
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    // A database that is briefly away: the next look takes up what was missed.
                    log.LogError(problem, "Promises could not be watched");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops.
        }
    }

    /// <summary>Looks again at once as long as there is much to be taken up; what cannot be done waits for the next time.</summary>
    private async Task CatchUpAsync(CancellationToken cancel)
    {
        const int often = 100;
        for (var i = 0; i < often; i++)
        {
            await RoundAsync(cancel);
            if ((await OwedAsync(cancel)).Count < options.WatchBatch / 10)
            {
                return;
            }
        }
    }

    /// <summary>One that cannot be seen to must not keep the others waiting.</summary>
    private async Task<int> AloneAsync(Func<Task<int>> work, long id)
    {
        try
        {
            return await work();
        }
        catch (Exception problem) when (problem is not OperationCanceledException && !StorageFault.IsOne(problem))
        {
            log.LogError(problem, "What is owed in case or report {Id} could not be done", id);
            return 0;
        }
    }

    private async Task<int> RemindCustomersAsync(CancellationToken cancel)
    {
        var now = database.Now;
        var owed = await database.ReadAsync(
            db => db.Cases.Where(c => c.WaitingStepAt <= now).OrderBy(c => c.WaitingStepAt).Select(c => c.Id).Take(options.WatchBatch).ToListAsync(cancel), cancel);
        var done = 0;
        foreach (var caseId in owed)
        {
            done += await AloneAsync(async () => await reminding.RemindAsync(caseId, cancel) ? 1 : 0, caseId);
        }

        return done;
    }

    private async Task<int> TellLateReportsAsync(CancellationToken cancel)
    {
        var now = database.Now;
        var late = await database.ReadAsync(
            db => db.Supervisions.Where(s => s.ReportedAt == null && s.ReportBy <= now && s.LateToldAt == null)
                .OrderBy(s => s.ReportBy).Select(s => s.Id).Take(options.WatchBatch).ToListAsync(cancel),
            cancel);
        foreach (var id in late)
        {
            await AloneAsync(async () => (await TellLateReportAsync(id, cancel)).Succeeded ? 1 : 0, id);
        }

        return late.Count;
    }

    private Task<Result<Done>> TellLateReportAsync(long id, CancellationToken cancel) =>
        database.WriteAsync<Done>(Actor.System, async change =>
        {
            var supervision = await change.Db.Supervisions.SingleAsync(s => s.Id == id, cancel);
            var one = await change.Db.Cases.SingleAsync(c => c.Id == supervision.CaseId, cancel);
            if (supervision is { ReportedAt: null, LateToldAt: null })
            {
                supervision.LateToldAt = change.Now;
                if (!one.State.IsOpen())
                {
                    change.Record(JournalKind.Escalated, one, note: supervision.Question).Until = supervision.ReportBy;
                    return new Done();
                }

                var entry = change.Record(JournalKind.Escalated, one, note: supervision.Question);
                entry.Until = supervision.ReportBy;
                change.Tell(entry, [supervision.ById, .. await Recipients.OfAsync(change.Db, one, Audience.Handler | Audience.Leaders, cancel)]);
            }

            return new Done();
        }, cancel);
}
