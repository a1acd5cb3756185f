using System.Globalization;

namespace FeedbackHub.App.Public;

/// <summary>File sizes in words: "84 KB", "2.4 MB".</summary>
public static class FileSize
{
    /// <summary>Rounded as people say it.</summary>
    public static string Words(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.#} MB"),
    };
}
