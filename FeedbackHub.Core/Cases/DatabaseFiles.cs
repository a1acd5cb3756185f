using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// Contents in the database, for nodes without a shared folder: dearer, but there is one thing only to share and to back up.
/// Written beside the changes and before them, so that no writer waits for a file; read whole into memory, which
/// <see cref="Limits.FileBytes"/> bounds.
/// </summary>
public sealed class DatabaseFiles(StorageOptions storage, IDbContextFactory<HubContext> contexts, TimeProvider time) : FileStore(storage)
{
    private const int PartBytes = 1024 * 1024;

    /// <inheritdoc />
    public override Stream Open(string sha256)
    {
        using var db = contexts.CreateDbContext();
        var parts = db.StoredParts.AsNoTracking().Where(p => p.Sha256 == sha256).OrderBy(p => p.Part).Select(p => p.Bytes).ToList();
        if (parts.Count == 0 && !Holds(sha256))
        {
            throw new FileNotFoundException("The content of this file is not in the database.", sha256);
        }

        var whole = new MemoryStream(parts.Sum(p => p.Length));
        parts.ForEach(part => whole.Write(part));
        whole.Position = 0;
        return whole;
    }

    /// <inheritdoc />
    internal override IEnumerable<string> StoredBefore(Instant moment)
    {
        using var db = contexts.CreateDbContext();
        return [.. base.StoredBefore(moment), .. db.StoredContents.Where(c => c.At < moment).Select(c => c.Sha256)];
    }

    /// <inheritdoc />
    internal override bool DeleteIfStoredBefore(string name, Instant moment)
    {
        if (DeleteUnfinished(name))
        {
            return true;
        }

        using var db = contexts.CreateDbContext();
        return db.StoredContents.Where(c => c.Sha256 == name && c.At < moment).ExecuteDelete() > 0; // its parts go with it
    }

    /// <inheritdoc />
    protected override async Task PlaceAsync(string draft, string sha256, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.StoredContents.Where(c => c.Sha256 == sha256).ExecuteUpdateAsync(set => set.SetProperty(c => c.At, now), cancel) > 0)
        {
            return;
        }

        var content = new StoredContent { Sha256 = sha256, At = now };
        await using var file = File.OpenRead(draft);
        for (var left = file.Length; left > 0; left -= content.Parts[^1].Bytes.Length)
        {
            var part = new StoredPart { Part = content.Parts.Count, Bytes = new byte[Math.Min(left, PartBytes)] };
            await file.ReadExactlyAsync(part.Bytes, cancel);
            content.Parts.Add(part);
        }

        db.StoredContents.Add(content);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (Holds(sha256))
        {
            // Somebody sent the same content at the same moment.
        }
    }

    /// <inheritdoc />
    protected override bool Holds(string sha256)
    {
        using var db = contexts.CreateDbContext();
        return db.StoredContents.Any(c => c.Sha256 == sha256);
    }
}
