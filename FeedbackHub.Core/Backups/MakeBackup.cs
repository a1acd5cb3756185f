using System.Data.Common;
using System.IO.Compression;
using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Backups;

/// <summary>
/// Makes a backup of everything into one file: database, attachments and, under a passphrase, the keys. The hub may run and
/// write meanwhile; the backup is of one moment, and every receipt given before it began is in it.
/// </summary>
public sealed class MakeBackup
{
    private readonly StorageOptions storage;
    private readonly DatabaseOptions options;
    private readonly DatabaseCopy database;
    private readonly TimeProvider time;

    internal MakeBackup(StorageOptions storage, DatabaseOptions options, DatabaseCopy database, TimeProvider time) =>
        (this.storage, this.options, this.database, this.time) = (storage, options, database, time);

    /// <summary>Makes one.</summary>
    /// <param name="file">Where; it must not be there yet, and is there only once it is whole.</param>
    /// <param name="passphrase">What seals the keys; null leaves them out, and without them no tracking code given out opens its case again.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Stops it; nothing is left behind.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="BackupRefusedException">It cannot be made.</exception>
    public async Task<BackupManifest> RunAsync(string file, string? passphrase, Action<BackupStep> progress, CancellationToken cancel = default)
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file) || Directory.Exists(file))
        {
            throw new BackupRefusedException($"{file} is there already: a backup overwrites nothing.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.part";
        var copy = $"{file}.database.part";
        Clean(draft, copy);
        try
        {
            var takenAt = Instant.FromDateTimeOffset(time.GetUtcNow());
            var content = await database.TakeAsync(copy, progress, cancel);
            var manifest = new BackupManifest(
                BackupManifest.ThisVersion, BackupManifest.Text(takenAt), BackupManifest.NameOf(options.Provider), content, [], false, []);
            await ArchiveFile.WriteAsync(draft, async zip => manifest = await FillAsync(zip, manifest, copy, passphrase, progress, cancel), cancel);
            File.Move(draft, file);
            return manifest;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DbException)
        {
            throw new BackupRefusedException($"The backup could not be made: {problem.Message}", problem);
        }
        finally
        {
            Clean(draft, copy);
        }
    }

    private async Task<BackupManifest> FillAsync(
        ZipArchive zip, BackupManifest manifest, string copy, string? passphrase, Action<BackupStep> progress, CancellationToken cancel)
    {
        var parts = new List<BackupPart>();
        await using (var content = File.OpenRead(copy))
        {
            var packing = database.IsPacked ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
            parts.Add(await AddAsync(zip, BackupManifest.DatabasePart, content, packing, done => progress(new BackupStep("Packing the database", done, content.Length)), cancel));
        }

        var named = manifest.Database.Attachments.Except(manifest.Database.Contents).Order(StringComparer.Ordinal).ToList();
        var missing = new List<string>();
        var files = new FolderFiles(storage, time); // what is in the database is in its copy, wherever new contents go
        for (var i = 0; i < named.Count; i++)
        {
            if (!files.Has(named[i]))
            {
                missing.Add(named[i]);
                continue;
            }

            await using var content = files.Open(named[i]);
            var part = await AddAsync(zip, BackupManifest.FilesFolder + named[i], content, CompressionLevel.Fastest, null, cancel);
            parts.Add(part);
            if (part.Sha256 != named[i])
            {
                missing.Add(named[i]);
            }

            progress(new BackupStep("Attachments", i + 1, named.Count));
        }

        if (passphrase is not null && HubKeys.Gather(storage, manifest.Database) is { Count: > 0 } keys)
        {
            parts.Add(await AddAsync(zip, BackupManifest.KeysPart, new MemoryStream(SealedKeys.Seal(keys, passphrase)), CompressionLevel.NoCompression, null, cancel));
        }

        manifest = manifest with { Missing = missing, HasKeys = parts[^1].Name == BackupManifest.KeysPart, Parts = parts };
        await AddAsync(zip, BackupManifest.Name, new MemoryStream(manifest.ToJson()), CompressionLevel.Fastest, null, cancel);
        return manifest;
    }

    private async Task<BackupPart> AddAsync(ZipArchive zip, string name, Stream content, CompressionLevel packing, Action<long>? progress, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(name, packing);
        entry.LastWriteTime = time.GetUtcNow();
        await using var target = await entry.OpenAsync(cancel);
        var (size, hash) = await ArchiveFile.CopyAsync(content, target, progress, cancel);
        return new BackupPart(name, size, hash);
    }

    private static void Clean(string draft, string copy)
    {
        foreach (var left in (string[])[draft, copy, $"{copy}-journal", $"{copy}-wal", $"{copy}-shm"])
        {
            File.Delete(left);
        }
    }
}
