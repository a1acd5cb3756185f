using System.Security.Cryptography;
using System.Text.Json;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.DataProtection;

namespace FeedbackHub.App.Cases;

/// <summary>
/// References to files that were uploaded and not yet sent. The browser holds them, so they are sealed: only whoever uploaded
/// a file can send it, under the name it came with, within a day.
/// </summary>
public sealed class UploadedFiles(IDataProtectionProvider protection, FileStore store, Limits limits)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("FeedbackHub.Cases.UploadedFiles").ToTimeLimitedDataProtector();

    /// <summary>The most bytes of one file.</summary>
    public long FileBytes => limits.FileBytes;

    /// <summary>The most files with one message.</summary>
    public int Files => limits.Files;

    /// <summary>Stores an upload; null when it is too long.</summary>
    public async Task<string?> KeepAsync(long staffId, string fileName, Stream content, CancellationToken cancel)
    {
        var stored = await store.SaveAsync(FileTypes.SafeName(fileName), content, limits.FileBytes, cancel);
        return stored is null ? null : seal.Protect(JsonSerializer.Serialize(new Sealed(staffId, stored)), Lasts);
    }

    /// <summary>The file behind a reference; null where it is not this person's, too old, or no reference at all.</summary>
    public StoredFile? Open(long staffId, string reference)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<Sealed>(seal.Unprotect(reference));
            return kept?.StaffId == staffId && store.Has(kept.File.Sha256) ? kept.File : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Sealed(long StaffId, StoredFile File);
}
