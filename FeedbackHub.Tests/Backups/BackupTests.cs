using System.Collections.Concurrent;
using FeedbackHub.Core.Backups;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Backups;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_taken_while_cases_are_filed_holds_everything_acknowledged_before_it_began_and_is_what_its_manifest_says()
    {
        await using var source = await BackedUpHub.StartAsync();
        var receipts = new ConcurrentQueue<(Receipt Receipt, string Text)>();
        using var enough = new CancellationTokenSource();
        var warm = new CountdownEvent(40);
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                var text = $"Writer {w} files its case {i}.";
                receipts.Enqueue((await source.FileAsync(text), text));
                if (!warm.IsSet)
                {
                    warm.Signal(1);
                }
            }
        })).ToList();
        await Task.Run(() => warm.Wait(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var before = receipts.ToList();
        var manifest = await source.BackUpAsync();
        await enough.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(await source.Hub.HeadAsync() > manifest.Database.JournalHead, "Nothing was written while the backup was made: it proves nothing.");

        await using var elsewhere = BackedUpHub.Elsewhere();
        await elsewhere.Get<RestoreBackup>().RunAsync(source.File, BackedUpHub.Passphrase, false, _ => { });

        var journal = await elsewhere.JournalAsync();
        Assert.Equal(Enumerable.Range(1, (int)manifest.Database.JournalHead).Select(i => (long)i), journal.Select(j => j.Seq));
        var counted = await DatabaseSnapshot.OfAsync(elsewhere);
        Assert.All(manifest.Database.Rows, table => Assert.Equal(table.Value, counted[table.Key].Count));
        Assert.True(manifest.Database.Rows["Cases"] >= before.Count);
        var attachments = await elsewhere.ReadAsync(db => db.Attachments.Select(a => a.Sha256).ToListAsync());
        Assert.Equal(attachments.Order(), manifest.Parts.Where(p => p.Name.StartsWith("files/", StringComparison.Ordinal)).Select(p => p.Sha256).Order());
        foreach (var (receipt, text) in before)
        {
            Assert.True(await BackedUpHub.OpensAsync(elsewhere, receipt, text), $"{receipt.Number} was acknowledged and does not open.");
        }

        // And the hub goes on where it stood.
        var next = await elsewhere.FileAsync();
        Assert.Equal(manifest.Database.JournalHead + 1, (await elsewhere.JournalOfAsync(next.CaseId)).First().Seq);
        Assert.Equal([source.File], Directory.EnumerateFiles(source.Folder));
    }

    [Fact]
    public async Task A_backup_that_is_verified_is_read_through_and_nothing_is_changed()
    {
        await using var source = await BackedUpHub.StartAsync();
        await source.FileAsync("The kettle leaks.");
        var made = await source.BackUpAsync();
        await using var elsewhere = BackedUpHub.Elsewhere();

        var verified = await elsewhere.Get<RestoreBackup>().VerifyAsync(source.File, BackedUpHub.Passphrase, _ => { });

        Assert.Equal(made.Database.JournalHead, verified.Database.JournalHead);
        Assert.Equal(made.Parts, verified.Parts);
        Assert.False(Directory.Exists(elsewhere.Storage.Folder));
        await Assert.ThrowsAsync<BackupRefusedException>(() => elsewhere.Get<RestoreBackup>().VerifyAsync(source.File, "not the passphrase", _ => { }));
    }

    [Fact]
    public async Task An_archive_of_which_one_byte_is_another_or_that_is_cut_off_is_refused_wherever_that_is()
    {
        await using var source = await BackedUpHub.StartAsync();
        await source.FileAsync("The kettle leaks.");
        await source.BackUpAsync();
        var whole = await File.ReadAllBytesAsync(source.File, TestContext.Current.CancellationToken);
        await using var elsewhere = BackedUpHub.Elsewhere();
        var bad = Path.Combine(source.Folder, "bad.zip");

        foreach (var at in Enumerable.Range(0, 12).Select(i => i * (whole.Length - 1) / 11))
        {
            var flipped = whole.ToArray();
            flipped[at] ^= 1;
            await RefusedAsync(flipped);
            await RefusedAsync(whole[..at]);
        }

        async Task RefusedAsync(byte[] content)
        {
            await File.WriteAllBytesAsync(bad, content, TestContext.Current.CancellationToken);
            var refused = await Assert.ThrowsAsync<BackupRefusedException>(() => elsewhere.Get<RestoreBackup>().RunAsync(bad, BackedUpHub.Passphrase, false, _ => { }));
            Assert.Contains("damaged or cut off", refused.Message);
            Assert.False(Directory.Exists(elsewhere.Storage.Folder));
            await Assert.ThrowsAsync<BackupRefusedException>(() => elsewhere.Get<RestoreBackup>().VerifyAsync(bad, null, _ => { }));
        }
    }

    [Fact]
    public async Task A_wrong_passphrase_or_none_restores_nothing()
    {
        await using var source = await BackedUpHub.StartAsync();
        var receipt = await source.FileAsync("The kettle leaks.");
        await source.BackUpAsync();
        await using var elsewhere = BackedUpHub.Elsewhere();
        var restore = elsewhere.Get<RestoreBackup>();

        var wrong = await Assert.ThrowsAsync<BackupRefusedException>(() => restore.RunAsync(source.File, "not the passphrase", false, _ => { }));
        Assert.Contains("passphrase is not the one", wrong.Message);
        var none = await Assert.ThrowsAsync<BackupRefusedException>(() => restore.RunAsync(source.File, null, false, _ => { }));
        Assert.Contains("--without-keys", none.Message);
        Assert.False(Directory.Exists(elsewhere.Storage.Folder));

        await restore.RunAsync(source.File, BackedUpHub.Passphrase, false, _ => { });
        Assert.True(await BackedUpHub.OpensAsync(elsewhere, receipt, "The kettle leaks."));
    }

    [Fact]
    public async Task Without_a_passphrase_there_are_no_keys_in_it_and_no_tracking_code_works_where_it_is_restored()
    {
        await using var source = await BackedUpHub.StartAsync();
        var receipt = await source.FileAsync("The kettle leaks.");
        var manifest = await source.BackUpAsync(passphrase: null);
        Assert.False(manifest.HasKeys);
        Assert.DoesNotContain(manifest.Parts, p => p.Name.Contains("key", StringComparison.Ordinal));
        await using var elsewhere = BackedUpHub.Elsewhere();
        await elsewhere.Get<RestoreBackup>().RunAsync(source.File, null, false, _ => { });

        Assert.Equal(receipt.Number, (await elsewhere.CaseAsync(receipt.CaseId)).Number);
        Assert.Empty(await elsewhere.ReadAsync(db => db.SharedSecrets.ToListAsync()));
        Assert.False(await BackedUpHub.OpensAsync(elsewhere, receipt, "The kettle leaks."));
    }

    [Fact]
    public async Task A_place_that_is_not_empty_is_refused_and_left_as_it_is()
    {
        await using var source = await BackedUpHub.StartAsync();
        await source.FileAsync("The kettle leaks.");
        await source.BackUpAsync();
        await using var full = await HubFixture.StartAsync();
        var theirs = await full.FileAsync();

        var refused = await Assert.ThrowsAsync<BackupRefusedException>(() => full.Get<RestoreBackup>().RunAsync(source.File, BackedUpHub.Passphrase, false, _ => { }));

        Assert.Contains("not empty", refused.Message);
        Assert.Equal(theirs.Number, (await full.CaseAsync(theirs.CaseId)).Number);
        Assert.Equal(1, await full.ReadAsync(db => db.Cases.CountAsync()));
        await Assert.ThrowsAsync<BackupRefusedException>(() => source.BackUpAsync());
    }

    [Fact]
    public async Task Attachments_that_are_kept_in_the_database_are_backed_up_with_it_and_once()
    {
        static void InDatabase(IServiceCollection services) => services.AddSingleton<FileStore, DatabaseFiles>();
        await using var source = await BackedUpHub.StartAsync(InDatabase);
        var receipt = await source.FileAsync("The kettle leaks.");
        var manifest = await source.BackUpAsync();
        Assert.Empty(manifest.Missing);
        Assert.DoesNotContain(manifest.Parts, p => p.Name.StartsWith("files/", StringComparison.Ordinal));
        await using var elsewhere = BackedUpHub.Elsewhere(InDatabase);
        await elsewhere.Get<RestoreBackup>().RunAsync(source.File, BackedUpHub.Passphrase, false, _ => { });
        Assert.True(await BackedUpHub.OpensAsync(elsewhere, receipt, "The kettle leaks."));
    }

    [Fact]
    public async Task An_attachment_that_is_missing_or_damaged_in_the_store_is_named_and_the_rest_is_backed_up()
    {
        await using var source = await BackedUpHub.StartAsync();
        var receipt = await source.FileAsync("The kettle leaks.");
        var other = await source.FileAsync("The lid too.");
        var hashes = await source.Hub.ReadAsync(db => db.Attachments.OrderBy(a => a.CaseId).Select(a => a.Sha256).ToListAsync());
        File.Delete(Path.Combine(source.Hub.Storage.Files, hashes[0][..2], hashes[0]));

        var manifest = await source.BackUpAsync();

        Assert.Equal([hashes[0]], manifest.Missing);
        await using var elsewhere = BackedUpHub.Elsewhere();
        await elsewhere.Get<RestoreBackup>().RunAsync(source.File, BackedUpHub.Passphrase, false, _ => { });
        Assert.Equal(receipt.Number, (await elsewhere.CaseAsync(receipt.CaseId)).Number);
        Assert.True(await BackedUpHub.OpensAsync(elsewhere, other, "The lid too."));
    }
}
