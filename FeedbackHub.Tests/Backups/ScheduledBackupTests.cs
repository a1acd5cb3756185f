using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Backups;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Xunit;

namespace FeedbackHub.Tests.Backups;

public sealed class ScheduledBackupTests
{
    [Fact]
    public async Task Backups_are_made_by_the_clock_and_the_newest_are_kept()
    {
        await using var source = await BackedUpHub.StartAsync();
        await source.FileAsync("The kettle leaks.");
        await source.Hub.StartTailAsync();
        using var log = new KeptLog();
        var options = new BackupOptions { Folder = source.Folder, EveryHours = 24, Keep = 2, PassphraseFile = PassphraseFile(source) };
        using var scheduled = Scheduled(source, options, log);
        await scheduled.StartAsync(TestContext.Current.CancellationToken);
        await log.WaitForAsync("A backup was made", 1);
        for (var made = 2; made <= 4; made++)
        {
            // Hour by hour: it may only now begin to wait.
            await Until.HoldsAsync($"{made} backups are made", () =>
            {
                source.Hub.Time.Advance(TimeSpan.FromHours(1));
                return log.Lines.Count(l => l.Contains("A backup was made", StringComparison.Ordinal)) >= made;
            });
        }

        await scheduled.StopAsync(TestContext.Current.CancellationToken);
        var kept = Directory.EnumerateFiles(source.Folder, "*.zip").Select(Path.GetFileName).Order().ToList();
        Assert.Equal(2, kept.Count);
        Assert.DoesNotContain("feedbackhub-20260302T010000Z.zip", kept);
        Assert.DoesNotContain(log.Lines, l => l.Contains("no keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_that_fails_is_said_loudly_and_removes_none_of_the_old_ones()
    {
        await using var source = await BackedUpHub.StartAsync();
        using var log = new KeptLog();
        var options = new BackupOptions { Folder = source.Folder, Keep = 1 };
        using var scheduled = Scheduled(source, options, log);
        var good = await scheduled.MakeOneAsync(TestContext.Current.CancellationToken);
        Assert.Contains(log.Lines, l => l.Contains("holds no keys", StringComparison.Ordinal));

        options.PassphraseFile = Path.Combine(source.Folder, "nowhere");
        source.Hub.Time.Advance(TimeSpan.FromDays(1));

        Assert.Null(await scheduled.MakeOneAsync(TestContext.Current.CancellationToken));
        Assert.Contains(log.Lines, l => l.Contains("FAILED", StringComparison.Ordinal));
        Assert.Equal([good!], Directory.EnumerateFiles(source.Folder));
    }

    [Fact]
    public async Task What_a_killed_process_had_half_written_is_removed_and_what_another_is_writing_is_not()
    {
        await using var source = await BackedUpHub.StartAsync();
        using var log = new KeptLog();
        using var scheduled = Scheduled(source, new BackupOptions { Folder = source.Folder }, log);
        var (killed, writing) = (Path.Combine(source.Folder, "feedbackhub-20260227T010000Z.zip.part"), Path.Combine(source.Folder, "feedbackhub-20260302T005900Z.zip.part"));
        File.WriteAllText(killed, "");
        File.WriteAllText(writing, "");
        File.SetLastWriteTimeUtc(killed, source.Hub.Time.GetUtcNow().UtcDateTime.AddDays(-3));
        File.SetLastWriteTimeUtc(writing, source.Hub.Time.GetUtcNow().UtcDateTime.AddMinutes(-1));

        var made = await scheduled.MakeOneAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new[] { made!, writing }.Order(), Directory.EnumerateFiles(source.Folder).Order());
    }

    [Fact]
    public async Task A_backup_that_is_interrupted_leaves_nothing_behind()
    {
        await using var source = await BackedUpHub.StartAsync();
        await source.FileAsync("The kettle leaks.");
        using var interrupt = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.Hub.Get<MakeBackup>().RunAsync(
            source.File,
            BackedUpHub.Passphrase,
            step =>
            {
                if (step.What == "Attachments")
                {
                    interrupt.Cancel();
                }
            },
            interrupt.Token));
        Assert.Empty(Directory.EnumerateFiles(source.Folder));
    }

    [Fact]
    public async Task The_commands_answer_by_their_exit_codes_while_the_hub_is_running()
    {
        await using var hub = await HubHostFixture.StartAsync();
        await using var source = await BackedUpHub.StartAsync();
        await using var elsewhere = BackedUpHub.Elsewhere();
        await hub.Hub.FileAsync();
        string[] passphrase = ["--passphrase-file", PassphraseFile(source)];

        Assert.Equal(2, await RunAsync(hub.Hub, "backup"));
        Assert.Equal(2, await RunAsync(hub.Hub, "backup", source.File, "--verify"));
        Assert.Equal(1, await RunAsync(hub.Hub, "restore", Path.Combine(source.Folder, "none.zip")));
        Assert.Equal(0, await RunAsync(hub.Hub, ["backup", source.File, .. passphrase]));
        Assert.Equal(1, await RunAsync(hub.Hub, ["backup", source.File, .. passphrase]));
        Assert.Equal(0, await RunAsync(hub.Hub, ["restore", source.File, "--verify", .. passphrase]));
        Assert.Equal(1, await RunAsync(hub.Hub, ["restore", source.File, .. passphrase]));
        Assert.Equal(0, await RunAsync(elsewhere, ["restore", source.File, .. passphrase]));
        if (TestDatabase.IsPostgres)
        {
            Assert.True(await elsewhere.ReadAsync(db => db.SharedSecrets.CountAsync()) >= 2);
        }
        else
        {
            Assert.True(File.Exists(Path.Combine(elsewhere.Storage.Keys, "tracking.key")));
            Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(elsewhere.Storage.Keys, "protection")));
        }
    }

    private static Task<int> RunAsync(HubFixture hub, params string[] args)
    {
        var database = hub.Get<DatabaseOptions>();
        return BackupCommand.RunAsync(
            [.. args, "--environment=Testing", $"--Storage:Folder={hub.Storage.Folder}", $"--Database:Provider={database.Provider}", $"--Database:ConnectionString={database.ConnectionString}"],
            builder => builder.WebHost.UseStaticWebAssets());
    }

    private static string PassphraseFile(BackedUpHub source)
    {
        var file = Path.Combine(source.Hub.Storage.Folder, "passphrase");
        File.WriteAllText(file, $"{BackedUpHub.Passphrase}\n");
        return file;
    }

    private static ScheduledBackups Scheduled(BackedUpHub source, BackupOptions options, KeptLog log) => new(
        source.Hub.Get<MakeBackup>(), options, source.Hub.Get<Leases>(), source.Hub.Get<JournalTail>(), source.Hub.Time, new LoggerFactory([log]).CreateLogger<ScheduledBackups>());
}
