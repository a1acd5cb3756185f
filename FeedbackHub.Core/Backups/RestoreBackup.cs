using System.Data.Common;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Backups;

/// <summary>Puts a backup into an empty place, or only reads it through. What is refused leaves nothing behind.</summary>
public sealed class RestoreBackup
{
    private const string Staging = ".restoring";
    private const string FileSystems = "lost+found";
    private readonly StorageOptions storage;
    private readonly DatabaseOptions options;
    private readonly DatabaseCopy database;
    private readonly IDbContextFactory<HubContext> contexts;

    internal RestoreBackup(StorageOptions storage, DatabaseOptions options, DatabaseCopy database, IDbContextFactory<HubContext> contexts) =>
        (this.storage, this.options, this.database, this.contexts) = (storage, options, database, contexts);

    /// <summary>Reads all of it, compares every hash and count with the manifest, and changes nothing.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="passphrase">With it the keys are opened too.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="BackupRefusedException">It could not be restored.</exception>
    public async Task<BackupManifest> VerifyAsync(string file, string? passphrase, Action<BackupStep> progress, CancellationToken cancel = default)
    {
        await using var archive = await OpenAsync(file, progress, cancel);
        var scratch = Directory.CreateTempSubdirectory("feedbackhub-verify-").FullName;
        try
        {
            if (passphrase is not null && archive.Manifest.HasKeys)
            {
                await KeysAsync(archive, passphrase, cancel);
            }

            await UnpackAsync(archive, scratch, keepFiles: false, progress, cancel);
            return archive.Manifest;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>Restores it.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="passphrase">What its keys were sealed with.</param>
    /// <param name="withoutKeys">True where they are to be left out, for want of the passphrase.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Stops it; nothing is left behind.</param>
    /// <returns>What was restored.</returns>
    /// <exception cref="BackupRefusedException">It is not restored, and nothing of it is there.</exception>
    public async Task<BackupManifest> RunAsync(string file, string? passphrase, bool withoutKeys, Action<BackupStep> progress, CancellationToken cancel = default)
    {
        var folder = Path.GetFullPath(storage.Folder);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(e => Path.GetFileName(e) != FileSystems) is { } there)
        {
            throw new BackupRefusedException(Path.GetFileName(there) == Staging
                ? $"A restore was cut short here before: delete {there} and begin again."
                : $"{folder} is not empty ({Path.GetFileName(there)} lies there): a backup is restored into an empty place only.");
        }

        if (await database.OccupiedAsync(cancel) is { } occupied)
        {
            throw new BackupRefusedException($"The place is not empty: {occupied}. A backup is restored into an empty place only.");
        }

        await using var archive = await OpenAsync(file, progress, cancel);
        if (archive.Manifest.HasKeys && passphrase is null && !withoutKeys)
        {
            throw new BackupRefusedException("The backup holds keys under a passphrase. Give it (--passphrase-file F), or say --without-keys: then no tracking code that was given out opens its case.");
        }

        var keys = archive.Manifest.HasKeys && !withoutKeys ? await KeysAsync(archive, passphrase!, cancel) : new Dictionary<string, byte[]>();
        var isNew = !Directory.Exists(folder);
        var staging = Path.Combine(folder, Staging);
        Directory.CreateDirectory(staging);
        try
        {
            var copy = await UnpackAsync(archive, staging, keepFiles: true, progress, cancel);
            progress(new BackupStep("Putting everything in its place", 0, 0));
            HubKeys.Put(keys, Path.Combine(staging, "keys"));
            Place(Path.Combine(staging, "keys"), storage.Keys);
            Place(Path.Combine(staging, "files"), storage.Files);
            await database.PutAsync(copy, archive.Manifest.Database, HubKeys.Shared(keys), cancel);
        }
        catch (Exception problem)
        {
            TakeAway(isNew ? [folder] : [staging, storage.Keys, storage.Files]);
            if (problem is IOException or UnauthorizedAccessException or DbException)
            {
                throw new BackupRefusedException($"The backup could not be restored: {problem.Message}", problem);
            }

            throw;
        }

        Directory.Delete(staging, recursive: true);
        return archive.Manifest;
    }

    private async Task<ArchiveFile> OpenAsync(string file, Action<BackupStep> progress, CancellationToken cancel)
    {
        var archive = await ArchiveFile.OpenAsync(file, progress, cancel);
        var (manifest, here) = (archive.Manifest, BackupManifest.NameOf(options.Provider));
        string? refusal = null;
        if (manifest.Provider != here)
        {
            refusal = $"The backup is of a hub on {manifest.Provider}, and this one is set up for {here} (Database:Provider).";
        }
        else
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (manifest.Database.Migrations.Except(db.Database.GetMigrations()).Any())
            {
                refusal = $"The backup was made by a newer FeedbackHub ({manifest.Version}) than this one ({BackupManifest.ThisVersion}): restore it with that version.";
            }
        }

        if (refusal is null)
        {
            return archive;
        }

        await archive.DisposeAsync();
        throw new BackupRefusedException(refusal);
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> KeysAsync(ArchiveFile archive, string passphrase, CancellationToken cancel)
    {
        using var sealedKeys = new MemoryStream();
        await archive.CopyAsync(archive.Manifest.Parts.Single(p => p.Name == BackupManifest.KeysPart), sealedKeys, cancel);
        return SealedKeys.Open(sealedKeys.ToArray(), passphrase);
    }

    /// <summary>Reads every part into a folder and compares it with the manifest. Answers where the database's copy lies.</summary>
    private async Task<string> UnpackAsync(ArchiveFile archive, string folder, bool keepFiles, Action<BackupStep> progress, CancellationToken cancel)
    {
        var manifest = archive.Manifest;
        var copy = Path.Combine(folder, "database");
        var all = manifest.Parts.Sum(p => p.Size);
        long done = 0;
        foreach (var part in manifest.Parts)
        {
            await using var target = part.Name == BackupManifest.DatabasePart ? Create(copy) : keepFiles && FileOf(part, manifest) is { } file ? Create(Path.Combine(folder, file)) : Stream.Null;
            await archive.CopyAsync(part, target, cancel);
            (target as FileStream)?.Flush(flushToDisk: true);
            progress(new BackupStep("Reading every part", done += part.Size, all));
        }

        progress(new BackupStep("Counting", 0, 0));
        var content = await database.ReadAsync(copy, cancel);
        var parts = manifest.Parts.Select(p => p.Name).ToHashSet();
        if (content.DifferenceFrom(manifest.Database) is { } difference)
        {
            throw new BackupRefusedException($"The database in the backup is not what the manifest says: {difference}.");
        }

        if (!content.IsJournalDense)
        {
            throw new BackupRefusedException("The journal in the backup has gaps.");
        }

        return content.Attachments.Except(content.Contents).FirstOrDefault(a => !parts.Contains(BackupManifest.FilesFolder + a) && !manifest.Missing.Contains(a)) is { } lost
            ? throw new BackupRefusedException($"The attachment {lost} is missing in the backup.")
            : copy;
    }

    /// <summary>Where an attachment comes to lie; null for what is none, or was not whole.</summary>
    private static string? FileOf(BackupPart part, BackupManifest manifest) =>
        part.Name.StartsWith(BackupManifest.FilesFolder, StringComparison.Ordinal) && !manifest.Missing.Contains(part.Sha256) && part.Name[BackupManifest.FilesFolder.Length..] == part.Sha256
            ? Path.Combine("files", part.Sha256[..2], part.Sha256)
            : null;

    private static FileStream Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous);
    }

    private static void Place(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
    }

    private static void TakeAway(IEnumerable<string> folders)
    {
        foreach (var folder in folders.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
