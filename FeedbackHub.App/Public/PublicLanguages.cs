using System.Globalization;

namespace FeedbackHub.App.Public;

/// <summary>The languages of the site: their codes, and their names as their own readers write them.</summary>
public static class PublicLanguages
{
    /// <summary>The query parameter that changes the language of a page.</summary>
    public const string QueryKey = "lang";

    public const string English = "en";
    public const string Chinese = "zh-Hans";

    /// <summary>In the order shown.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [(English, "English"), (Chinese, "中文")];

    /// <summary>The code of the language this request is answered in.</summary>
    public static string Current =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Chinese : English;
}
