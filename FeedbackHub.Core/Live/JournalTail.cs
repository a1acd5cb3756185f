using System.Linq.Expressions;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FeedbackHub.Core.Live;

/// <summary>
/// Follows the journal and publishes every new entry in order. Commits wake it; a poll once a second is the safety net for
/// what another process wrote.
/// </summary>
public sealed class JournalTail(HubDatabase database, LiveFeed feed, TimeProvider time, ILogger<JournalTail> log) : BackgroundService
{
    private const int Batch = 500;
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static readonly Duration Poll = Duration.FromSeconds(1);

    private static readonly Expression<Func<JournalEntry, LiveUpdate>> AsUpdate = j => new LiveUpdate(
        j.Seq, j.Kind, j.At, j.CaseId, j.CaseVersion, j.DepartmentId, j.FromDepartmentId, j.HandlerId, j.FromHandlerId,
        j.ConcernsStaffId, j.ActorKind, j.ActorId, j.Subject, j.SubjectId)
    {
        SharedWith = j.SharedWith,

        // As JournalJson writes it. Quotes within what people wrote are escaped, so that no text of theirs looks like this.
        NewlyConcerns = j.Changes.Contains("\"field\":\"ConcernsStaffId\""),
    };

    /// <summary>What came after a number, oldest first, at most 500: from memory where possible, else from the journal.</summary>
    public async Task<IReadOnlyList<LiveUpdate>> ReadAfterAsync(long seq, CancellationToken cancel) =>
        feed.After(seq) ?? await ReadJournalAsync(seq, cancel);

    /// <summary>Completes once the feed stands at the journal's end.</summary>
    public Task Begun => begun.Task;

    /// <summary>Begins at the journal's present end. To be called once the database is ready; until then nothing is followed.</summary>
    public async Task BeginAsync(CancellationToken cancel = default)
    {
        feed.StartAt(await database.ReadAsync(db => db.Journal.MaxAsync(j => (long?)j.Seq, cancel), cancel) ?? 0);
        begun.TrySetResult();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await begun.Task.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await feed.WaitForWakeAsync(Poll, time, stoppingToken);
                await PublishNewAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                // A disk that is briefly away must not end the live updates: nothing is lost, the next round reads on.
                log.LogError(problem, "The journal could not be read; live updates wait");
                await Task.Delay(Poll.ToTimeSpan(), time, stoppingToken);
            }
        }
    }

    private async Task PublishNewAsync(CancellationToken cancel)
    {
        while (await ReadJournalAsync(feed.Head, cancel) is { Count: > 0 } updates)
        {
            feed.Publish(updates);
            HubTelemetry.TailLag.RecordSince(updates.Select(u => u.At), time);
        }
    }

    private Task<List<LiveUpdate>> ReadJournalAsync(long after, CancellationToken cancel) =>
        database.ReadAsync(db => db.Journal.Where(j => j.Seq > after).OrderBy(j => j.Seq).Take(Batch).Select(AsUpdate).ToListAsync(cancel), cancel);
}
