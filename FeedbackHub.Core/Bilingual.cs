namespace FeedbackHub.Core;

/// <summary>The languages the hub speaks, as culture names.</summary>
public static class Languages
{
    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>Simplified Chinese.</summary>
    public const string Chinese = "zh-Hans";

    /// <summary>All, the fallback first.</summary>
    public static readonly IReadOnlyList<string> All = [English, Chinese];

    /// <summary>The language of ours nearest to a culture name: every Chinese is Simplified Chinese, all else English.</summary>
    public static string Nearest(string? culture) =>
        culture is not null && culture.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

/// <summary>A text that an administrator writes in both languages.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Simplified Chinese.</param>
public sealed record Bilingual(string En, string Zh)
{
    /// <summary>The text in a language, falling back to the other one where it is empty.</summary>
    public string In(string language) => Languages.Nearest(language) == Languages.Chinese
        ? (Zh.Length > 0 ? Zh : En)
        : (En.Length > 0 ? En : Zh);
}
