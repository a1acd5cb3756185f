using System.Globalization;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FeedbackHub.Core.Backups;

/// <summary>Backups by the clock (configuration section <c>Backup</c>).</summary>
public sealed class BackupOptions
{
    /// <summary>Where they are written; empty: none are made. Not on the disk of the data, which is what they are for.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Hours from one to the next.</summary>
    public double EveryHours { get; set; } = 24;

    /// <summary>How many are kept, the newest.</summary>
    public int Keep { get; set; } = 14;

    /// <summary>A file whose first line is the passphrase that seals the keys; empty: backups hold no keys.</summary>
    public string PassphraseFile { get; set; } = "";
}

/// <summary>
/// Makes backups by the clock and keeps the newest. How long ago the last one was is seen by the files, so that restarts
/// neither skip nor multiply them; of several nodes one makes it. One that fails is tried again after a quarter of the time, an hour at the most.
/// </summary>
public sealed class ScheduledBackups(MakeBackup backups, BackupOptions options, Leases leases, JournalTail tail, TimeProvider time, ILogger<ScheduledBackups> log) : BackgroundService
{
    private const string NameStart = "feedbackhub-";
    private const string NameEnd = ".zip";
    private const string NameTime = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly Duration LongestRetry = Duration.FromHours(1);

    private Duration Every => Duration.FromHours(options.EveryHours);

    /// <summary>Makes one now and removes the oldest beyond those to keep. Answers its file; null where it failed.</summary>
    public async Task<string?> MakeOneAsync(CancellationToken cancel = default)
    {
        var file = Path.Combine(options.Folder, $"{NameStart}{time.GetUtcNow().ToString(NameTime, CultureInfo.InvariantCulture)}{NameEnd}");
        try
        {
            RemoveLeftOver();
            var passphrase = options.PassphraseFile.Length > 0 ? Passphrase.Read(options.PassphraseFile) : null;
            var manifest = await backups.RunAsync(file, passphrase, _ => { }, cancel);
            log.LogInformation("A backup was made: {File}, {Parts} parts, journal up to {Head}", file, manifest.Parts.Count, manifest.Database.JournalHead);
            if (!manifest.HasKeys)
            {
                log.LogWarning("The backup {File} holds no keys: restored without them, no tracking code that was given out opens its case. Set Backup:PassphraseFile", file);
            }

            if (manifest.Missing.Count > 0)
            {
                log.LogError("{Count} attachments are missing or damaged in the store and not in the backup {File}", manifest.Missing.Count, file);
            }

            foreach (var (old, _) in Made().SkipLast(options.Keep))
            {
                File.Delete(old);
            }

            HubTelemetry.Backups.Add(1, HubTelemetry.Tag("outcome", "made"));
            return file;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            HubTelemetry.Backups.Add(1, HubTelemetry.Tag("outcome", "failed"));
            log.LogCritical(problem, "The scheduled backup into {Folder} FAILED; it is tried again", options.Folder);
            return null;
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await tail.Begun.WaitAsync(stoppingToken);
            while (true)
            {
                var wait = Made().Select(m => (Duration?)(m.At + Every - Now)).LastOrDefault() ?? Duration.Zero;
                if (wait <= Duration.Zero)
                {
                    wait = Duration.Min(Every / 4, LongestRetry);
                    if (await IsMineAsync(wait, stoppingToken) && await MakeOneAsync(stoppingToken) is not null)
                    {
                        continue;
                    }
                }

                await Task.Delay(Duration.Min(wait, Duration.FromDays(1)).ToTimeSpan(), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; what was half written is gone.
        }
    }

    /// <summary>What a process that was killed had half written.</summary>
    private void RemoveLeftOver()
    {
        if (Directory.Exists(options.Folder))
        {
            foreach (var left in Directory.EnumerateFiles(options.Folder, $"{NameStart}*.part").Where(f => File.GetLastWriteTimeUtc(f) < (Now - Every).ToDateTimeUtc()))
            {
                File.Delete(left);
            }
        }
    }

    private async Task<bool> IsMineAsync(Duration length, CancellationToken cancel)
    {
        try
        {
            return await leases.TakeAsync(nameof(ScheduledBackups), length, cancel);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogCritical(problem, "The scheduled backup FAILED, as the database does not answer; it is tried again");
            return false;
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Those that are there, the oldest first.</summary>
    private IEnumerable<(string File, Instant At)> Made() => !Directory.Exists(options.Folder) ? [] :
        from file in Directory.EnumerateFiles(options.Folder, $"{NameStart}*{NameEnd}").Order(StringComparer.Ordinal)
        let name = Path.GetFileName(file)[NameStart.Length..^NameEnd.Length]
        let at = DateTimeOffset.TryParseExact(name, NameTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : (DateTimeOffset?)null
        where at is not null
        select (file, Instant.FromDateTimeOffset(at.Value));
}
