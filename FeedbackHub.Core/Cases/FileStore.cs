using System.Security.Cryptography;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>A file that lies in the store and can be attached.</summary>
/// <param name="FileName">The sender's name for it.</param>
/// <param name="Sha256">Its content's hash.</param>
/// <param name="Size">Bytes.</param>
public sealed record StoredFile(string FileName, string Sha256, long Size)
{
    internal Attachment AsAttachment() => new()
    {
        FileName = FileTypes.SafeName(FileName),
        ContentType = FileTypes.Of(FileName),
        Sha256 = Sha256,
        Size = Size,
    };
}

/// <summary>
/// Contents of files by their hash, outside the web root: what is stored twice is there once; what nothing refers to is
/// harmless, and swept after a while (<see cref="OrphanSweep"/>).
/// </summary>
public abstract class FileStore(StorageOptions storage)
{
    private const string Unfinished = ".part";

    /// <summary>Stores a stream; null when it is longer than <paramref name="limit"/> bytes (nothing is kept then).</summary>
    public async Task<StoredFile?> SaveAsync(string fileName, Stream content, long limit, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(storage.Files);
        var draft = Path.Combine(storage.Files, $"{Guid.NewGuid():N}{Unfinished}");
        try
        {
            string hash;
            long size = 0;
            await using (var target = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous))
            {
                using var hashing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                var buffer = new byte[81920];
                int read;
                while ((read = await content.ReadAsync(buffer, cancel)) > 0)
                {
                    size += read;
                    if (size > limit)
                    {
                        return null;
                    }

                    hashing.AppendData(buffer, 0, read);
                    await target.WriteAsync(buffer.AsMemory(0, read), cancel);
                }

                // On disk before any receipt speaks of it.
                target.Flush(flushToDisk: true);
                hash = Convert.ToHexStringLower(hashing.GetHashAndReset());
            }

            await PlaceAsync(draft, hash, cancel);
            return new StoredFile(fileName, hash, size);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>True where a content is in the store.</summary>
    public bool Has(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower) && Holds(sha256);

    /// <summary>Opens a stored content for reading.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public abstract Stream Open(string sha256);

    /// <summary>What was stored before a moment, by its hash; half-received files too, under a name that is no hash.</summary>
    internal virtual IEnumerable<string> StoredBefore(Instant moment) => !Directory.Exists(storage.Files) ? [] :
        from path in Directory.EnumerateFiles(storage.Files, "*", SearchOption.AllDirectories)
        where File.GetLastWriteTimeUtc(path) < moment.ToDateTimeUtc()
        select Path.GetFileName(path);

    /// <summary>Deletes what <see cref="StoredBefore"/> named, unless it has been stored again since.</summary>
    internal abstract bool DeleteIfStoredBefore(string name, Instant moment);

    /// <summary>Takes in a whole file that lies in the folder under a name of its own. Sent once more, it is new again: the sweep leaves what is new alone.</summary>
    protected abstract Task PlaceAsync(string draft, string sha256, CancellationToken cancel);

    /// <summary>True where the content of a well-formed hash is there.</summary>
    protected abstract bool Holds(string sha256);

    /// <summary>Deletes a half-received file; false where the name is not one's.</summary>
    protected bool DeleteUnfinished(string name)
    {
        if (!name.EndsWith(Unfinished, StringComparison.Ordinal))
        {
            return false;
        }

        File.Delete(Path.Combine(storage.Files, name));
        return true;
    }
}
