namespace FeedbackHub.Core.Cases;

/// <summary>Our own content types by file name. What the sender claims is not believed, and nothing is ever shown inline.</summary>
public static class FileTypes
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".heic"] = "image/heic",
        [".pdf"] = "application/pdf",
        [".txt"] = "text/plain",
        [".csv"] = "text/csv",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".mp3"] = "audio/mpeg",
        [".m4a"] = "audio/mp4",
        [".mp4"] = "video/mp4",
        [".mov"] = "video/quicktime",
        [".zip"] = "application/zip",
    };

    /// <summary>The type to serve it as.</summary>
    public static string Of(string fileName) => Known.GetValueOrDefault(Path.GetExtension(fileName), "application/octet-stream");

    /// <summary>A name that is safe to show and to save under: no path, no control characters, at most 120 characters.</summary>
    public static string SafeName(string fileName)
    {
        var bare = fileName.Split('/', '\\')[^1];
        var safe = new string([.. bare.Where(c => !char.IsControl(c) && c is not ('<' or '>' or ':' or '"' or '|' or '?' or '*'))]).Trim(' ', '.');
        if (safe.Length > 120)
        {
            var extension = Path.GetExtension(safe);
            safe = string.Concat(safe.AsSpan(0, 120 - Math.Min(extension.Length, 20)), extension.AsSpan(0, Math.Min(extension.Length, 20)));
        }

        return safe.Length == 0 ? "file" : safe;
    }
}
