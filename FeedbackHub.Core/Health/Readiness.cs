using FeedbackHub.Core.Data;
using FeedbackHub.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FeedbackHub.Core.Health;

/// <summary>When the hub is no longer ready (configuration section <c>Health</c>).</summary>
public sealed class HealthOptions
{
    /// <summary>Bytes that must be free on the disk of the storage folder.</summary>
    public long FreeBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Seconds that a change may wait to be told to those who listen.</summary>
    public double TailSeconds { get; set; } = 10;

    /// <summary>Seconds within which the database must answer.</summary>
    public double DatabaseSeconds { get; set; } = 3;
}

/// <summary>Whether the hub can do its work now, and if not, why. Holds nothing about anybody.</summary>
/// <param name="Reasons">What is wrong, by name: opening, database, tail, disk; empty where it is ready.</param>
/// <param name="DatabaseMilliseconds">How long the database took to answer; null where it did not.</param>
/// <param name="JournalHead">The last number in the journal.</param>
/// <param name="TailEntries">How many changes those who listen have not been told yet.</param>
/// <param name="TailSeconds">How long the oldest of them has waited.</param>
/// <param name="FreeBytes">What is free on the disk of the storage folder; null where it cannot be told.</param>
public sealed record ReadinessReport(
    IReadOnlyList<string> Reasons, double? DatabaseMilliseconds, long? JournalHead, long? TailEntries, double? TailSeconds, long? FreeBytes);

/// <summary>Looks whether the hub is ready; at most once a second, however many ask.</summary>
public sealed class Readiness(
    HubDatabase database, LiveFeed feed, StorageOptions storage, HealthOptions options, TimeProvider time, ILogger<Readiness> log)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private (long At, Task<ReadinessReport> Report)? last;

    /// <summary>Looks.</summary>
    public Task<ReadinessReport> LookAsync()
    {
        lock (gate)
        {
            if (last is not { } kept || (kept.Report.IsCompleted && time.GetElapsedTime(kept.At) >= Kept))
            {
                last = kept = (time.GetTimestamp(), LookNowAsync());
            }

            return kept.Report;
        }
    }

    private async Task<ReadinessReport> LookNowAsync()
    {
        var reasons = new List<string>();
        double? milliseconds = null;
        (long Head, Instant? Waiting)? journal = null;
        var begun = time.GetTimestamp();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.DatabaseSeconds), time);
        try
        {
            // The driver may be deaf to being cancelled; whoever asks is not made to wait.
            journal = await Task.Run(() => ReadJournalAsync(patience.Token), patience.Token).WaitAsync(patience.Token);
            milliseconds = Math.Round(time.GetElapsedTime(begun).TotalMilliseconds, 1);
        }
        catch (Exception problem)
        {
            log.LogWarning("The database does not answer: {Problem}", problem.GetType().Name);
            reasons.Add("database");
        }

        var waited = journal?.Waiting is { } oldest ? Math.Max(0, (database.Now - oldest).TotalSeconds) : 0;
        if (waited > options.TailSeconds)
        {
            reasons.Add("tail");
        }

        var free = FreeBytes();
        if (free < options.FreeBytes)
        {
            reasons.Add("disk");
        }

        return new ReadinessReport(
            reasons, milliseconds, journal?.Head, journal is { } read ? Math.Max(0, read.Head - feed.Head) : null, journal is null ? null : Math.Round(waited, 1), free);
    }

    private Task<(long Head, Instant? Waiting)> ReadJournalAsync(CancellationToken cancel) => database.ReadAsync(
        async db =>
        {
            var told = feed.Head;
            var head = await db.Journal.MaxAsync(j => (long?)j.Seq, cancel) ?? 0;
            return (head, head > told ? await db.Journal.Where(j => j.Seq > told).OrderBy(j => j.Seq).Select(j => (Instant?)j.At).FirstOrDefaultAsync(cancel) : null);
        },
        cancel);

    private long? FreeBytes()
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(storage.Folder)).AvailableFreeSpace;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
