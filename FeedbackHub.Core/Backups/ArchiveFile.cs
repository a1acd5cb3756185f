using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FeedbackHub.Core.Backups;

/// <summary>
/// A backup's file: a zip archive whose comment, its last 64 characters, is the SHA-256 of everything before. Whatever is
/// cut off or altered, be it one bit, is found before anything is done with it.
/// </summary>
internal sealed class ArchiveFile : IAsyncDisposable
{
    private const int SealLength = 64;
    private const int BufferBytes = 128 * 1024;
    private readonly ZipArchive zip;

    private ArchiveFile(ZipArchive zip, BackupManifest manifest)
    {
        this.zip = zip;
        Manifest = manifest;
    }

    /// <summary>What it says of itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Opens one, having looked at every byte of it.</summary>
    /// <exception cref="BackupRefusedException">It is none, or not whole.</exception>
    public static async Task<ArchiveFile> OpenAsync(string path, Action<BackupStep> progress, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            throw new BackupRefusedException($"There is no file {path}.");
        }

        ZipArchive? zip = null;
        try
        {
            await using (var file = Read(path))
            {
                var told = new byte[SealLength];
                var body = file.Length - SealLength;
                var digest = body > 0 ? await DigestAsync(file, body, done => progress(new BackupStep("Checking the archive", done, body)), cancel) : "";
                if (body <= 0 || await file.ReadAtLeastAsync(told, SealLength, throwOnEndOfStream: false, cancel) < SealLength || Encoding.ASCII.GetString(told) != digest)
                {
                    throw new BackupRefusedException($"{path} is damaged or cut off, or no backup of FeedbackHub: it is not what was written then.");
                }
            }

            zip = await ZipArchive.CreateAsync(Read(path), ZipArchiveMode.Read, leaveOpen: false, null, cancel);
            await using var manifest = await Entry(zip, BackupManifest.Name).OpenAsync(cancel);
            using var json = new MemoryStream();
            await manifest.CopyToAsync(json, cancel);
            return new ArchiveFile(zip, BackupManifest.FromJson(json.ToArray()));
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException)
        {
            zip?.Dispose();
            throw new BackupRefusedException($"{path} is no backup of FeedbackHub: {problem.Message}", problem);
        }
    }

    /// <summary>Copies a part to a stream and compares its hash.</summary>
    public async Task CopyAsync(BackupPart part, Stream target, CancellationToken cancel)
    {
        try
        {
            await using var content = await Entry(zip, part.Name).OpenAsync(cancel);
            if (await CopyAsync(content, target, null, cancel) != (part.Size, part.Sha256))
            {
                throw new BackupRefusedException($"The part {part.Name} is not what the manifest says.");
            }
        }
        catch (InvalidDataException problem)
        {
            throw new BackupRefusedException($"The part {part.Name} is damaged: {problem.Message}", problem);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await zip.DisposeAsync();

    /// <summary>Copies a stream through a hash.</summary>
    internal static async Task<(long Size, string Sha256)> CopyAsync(Stream from, Stream to, Action<long>? progress, CancellationToken cancel)
    {
        using var hashing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        long size = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancel)) > 0)
        {
            hashing.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            size += read;
            progress?.Invoke(size);
        }

        return (size, Convert.ToHexStringLower(hashing.GetHashAndReset()));
    }

    /// <summary>Writes one: <paramref name="fill"/> adds what is in it. It is durable when this returns.</summary>
    internal static async Task WriteAsync(string path, Func<ZipArchive, Task> fill, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, cancel))
        {
            zip.Comment = new string('0', SealLength);
            await fill(zip);
        }

        file.Position = 0;
        var digest = await DigestAsync(file, file.Length - SealLength, null, cancel);
        file.Position = file.Length - SealLength;
        await file.WriteAsync(Encoding.ASCII.GetBytes(digest), cancel);
        file.Flush(flushToDisk: true);
    }

    private static FileStream Read(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static ZipArchiveEntry Entry(ZipArchive zip, string name) => zip.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.");

    private static async Task<string> DigestAsync(FileStream file, long length, Action<long>? progress, CancellationToken cancel)
    {
        using var hashing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        for (long done = 0; done < length;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - done)), cancel);
            if (read == 0)
            {
                break;
            }

            hashing.AppendData(buffer, 0, read);
            done += read;
            progress?.Invoke(done);
        }

        return Convert.ToHexStringLower(hashing.GetHashAndReset());
    }
}
