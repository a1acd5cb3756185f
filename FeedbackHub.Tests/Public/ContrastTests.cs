using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace FeedbackHub.Tests.Public;

/// <summary>Keeps the promise of the comment in tokens.css, computed from the file itself.</summary>
public partial class ContrastTests
{
    private static readonly string[] Texts = ["ink", "ink-2", "brand", "soon", "late", "wait", "kept"];
    private static readonly string[] Controls = ["edge", "focus", "brand-fill"];
    private static readonly string[] Surfaces = ["paper", "ground", "raised"];

    private static readonly (string Text, string On)[] Pairs =
    [
        .. from t in (string[])["brand", "soon", "late", "wait", "kept"] select (t, $"{t}-tint"),
        .. from t in (string[])["brand", "soon", "late", "wait", "kept"] select ($"{t}-ink", $"{t}-tint"),
        ("on-brand", "brand-fill"), ("on-brand", "brand-fill-hover"), ("note-ink", "note"), ("nav-ink", "nav"), ("nav-ink", "nav-on"),
    ];

    [Fact]
    public void Every_text_reaches_four_and_a_half_and_every_control_three_in_both_themes()
    {
        var themes = Themes();
        Assert.Equal(3, themes.Count); // light, dark by preference, dark by choice
        Assert.Equal(themes[1], themes[2]);
        foreach (var theme in themes)
        {
            foreach (var (text, on) in Pairs.Concat(from t in Texts from s in Surfaces select (t, s)))
            {
                Assert.True(Contrast(theme[text], theme[on]) >= 4.5, $"--{text} {theme[text]} on --{on} {theme[on]}: {Contrast(theme[text], theme[on]):0.00}");
            }

            foreach (var (control, on) in from c in Controls from s in Surfaces select (c, s))
            {
                Assert.True(Contrast(theme[control], theme[on]) >= 3, $"--{control} on --{on}: {Contrast(theme[control], theme[on]):0.00}");
            }
        }
    }

    [Fact]
    public void Black_on_white_is_twenty_one() => Assert.Equal(21, Contrast("#000000", "#ffffff"), 3);

    private static List<Dictionary<string, string>> Themes()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FeedbackHub.sln")))
        {
            folder = folder.Parent;
        }

        var css = File.ReadAllText(Path.Combine(folder.FullName, "FeedbackHub.App/wwwroot/css/tokens.css"));
        var themes = new List<Dictionary<string, string>>();
        foreach (var token in Token().Matches(css).Cast<Match>())
        {
            if (token.Groups[1].Value == "ink")
            {
                themes.Add([]);
            }

            themes[^1][token.Groups[1].Value] = token.Groups[2].Value;
        }

        return themes;
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    /// <summary>Relative luminance by WCAG 2.2.</summary>
    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    [GeneratedRegex("--([a-z0-9-]+): (#[0-9a-f]{6});")]
    private static partial Regex Token();
}
