using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>Contents in the storage folder, which nodes share where there are several.</summary>
public sealed class FolderFiles(StorageOptions storage, TimeProvider time) : FileStore(storage)
{
    private readonly StorageOptions storage = storage;

    /// <summary>Held while a file takes its place or is swept away: one that is sent again must not be taken for the old one.</summary>
    private readonly Lock placing = new();

    /// <inheritdoc />
    public override Stream Open(string sha256) => new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, 81920, FileOptions.Asynchronous);

    /// <inheritdoc />
    internal override bool DeleteIfStoredBefore(string name, Instant moment)
    {
        if (DeleteUnfinished(name))
        {
            return true;
        }

        lock (placing)
        {
            if (File.GetLastWriteTimeUtc(PathOf(name)) >= moment.ToDateTimeUtc())
            {
                return false;
            }

            File.Delete(PathOf(name));
            return true;
        }
    }

    /// <inheritdoc />
    protected override Task PlaceAsync(string draft, string sha256, CancellationToken cancel)
    {
        File.SetLastWriteTimeUtc(draft, time.GetUtcNow().UtcDateTime);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(sha256))!);
        lock (placing)
        {
            File.Move(draft, PathOf(sha256), overwrite: true);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override bool Holds(string sha256) => File.Exists(PathOf(sha256));

    private string PathOf(string sha256) => Path.Combine(storage.Files, sha256[..2], sha256);
}
