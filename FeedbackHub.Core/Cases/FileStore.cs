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
/// Files by the hash of their content, outside the web root. What is stored twice lies there once; what nothing refers to
/// is harmless, and swept after a while (<see cref="OrphanSweep"/>).
/// </summary>
public sealed class FileStore(StorageOptions storage, TimeProvider time)
{
    private const string Unfinished = ".part";

    /// <summary>Held while a file takes its place or is swept away: one that is sent again must not be taken for the old one.</summary>
    private readonly Lock placing = new();

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

            // Sent once more, it is new again: the sweep leaves what is new alone.
            File.SetLastWriteTimeUtc(draft, time.GetUtcNow().UtcDateTime);
            var path = PathOf(hash);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            lock (placing)
            {
                File.Move(draft, path, overwrite: true);
            }

            return new StoredFile(fileName, hash, size);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>True where a content is in the store.</summary>
    public bool Has(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(sha256));

    /// <summary>Opens a stored content for reading.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public Stream Open(string sha256) => new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, 81920, FileOptions.Asynchronous);

    /// <summary>What was stored before a moment, by its hash; half-received files too, under a name that is no hash.</summary>
    internal IEnumerable<string> StoredBefore(Instant moment) => !Directory.Exists(storage.Files) ? [] :
        from path in Directory.EnumerateFiles(storage.Files, "*", SearchOption.AllDirectories)
        where File.GetLastWriteTimeUtc(path) < moment.ToDateTimeUtc()
        select Path.GetFileName(path);

    /// <summary>Deletes what <see cref="StoredBefore"/> named, unless it has been stored again since.</summary>
    internal bool DeleteIfStoredBefore(string name, Instant moment)
    {
        var path = name.EndsWith(Unfinished, StringComparison.Ordinal) ? Path.Combine(storage.Files, name) : PathOf(name);
        lock (placing)
        {
            if (File.GetLastWriteTimeUtc(path) >= moment.ToDateTimeUtc())
            {
                return false;
            }

            File.Delete(path);
            return true;
        }
    }

    private string PathOf(string sha256) => Path.Combine(storage.Files, sha256[..2], sha256);
}
