using System.Security.Cryptography;

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
/// is harmless and can be swept.
/// </summary>
public sealed class FileStore(StorageOptions storage)
{
    /// <summary>Stores a stream; null when it is longer than <paramref name="limit"/> bytes (nothing is kept then).</summary>
    public async Task<StoredFile?> SaveAsync(string fileName, Stream content, long limit, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(storage.Files);
        var draft = Path.Combine(storage.Files, $"{Guid.NewGuid():N}.part");
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

            var path = PathOf(hash);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(draft, path, overwrite: true);
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

    private string PathOf(string sha256) => Path.Combine(storage.Files, sha256[..2], sha256);
}
