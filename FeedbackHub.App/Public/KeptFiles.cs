using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>References to files that were received with a form that was not right yet. Only who was given one can name the file.</summary>
public sealed class KeptFiles(PublicSeals seals, FileStore store, Limits limits, PublicOptions options)
{
    private const string Purpose = "kept-file";

    /// <summary>What a form shows of the files it has.</summary>
    public FilesModel Model(IEnumerable<StoredFile> files) => new(
        [.. files.Select(f => new KeptFile(seals.Seal(Purpose, f), f.FileName, f.Size))],
        limits.Files, (int)(limits.FileBytes / (1024 * 1024)));

    /// <summary>The file behind a reference; null where it is forged, too old, or the file is gone.</summary>
    public StoredFile? Open(string reference) =>
        seals.Open<StoredFile>(Purpose, reference, Duration.FromHours(options.KeptFileHours))?.Content is { } file && store.Has(file.Sha256) ? file : null;
}
