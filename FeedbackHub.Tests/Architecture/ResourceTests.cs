using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace FeedbackHub.Tests.Architecture;

/// <summary>Every text a person sees is a resource in both languages.</summary>
public partial class ResourceTests
{
    private const string Chinese = ".zh-Hans.resx";

    private static List<string> Resources => SourceFiles.Of("FeedbackHub.App", "*.resx");

    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_places_to_fill_in()
    {
        Assert.SkipWhen(Resources.Count == 0, "There are no resources yet.");
        var wrong = new List<string>();
        foreach (var english in Resources.Where(f => !f.EndsWith(Chinese, StringComparison.Ordinal)))
        {
            var other = english[..^".resx".Length] + Chinese;
            if (!Resources.Contains(other))
            {
                wrong.Add($"{other} is missing");
                continue;
            }

            var (en, zh) = (Texts(english), Texts(other));
            wrong.AddRange(en.Keys.Except(zh.Keys).Select(key => $"{other}: {key} is missing"));
            wrong.AddRange(zh.Keys.Except(en.Keys).Select(key => $"{english}: {key} is missing"));
            wrong.AddRange(en.Concat(zh).Where(t => t.Value.Trim().Length == 0).Select(t => $"{english}: {t.Key} is empty"));
            wrong.AddRange(en.Keys.Intersect(zh.Keys).Where(key => !Places(en[key]).SetEquals(Places(zh[key]))).Select(key => $"{other}: {key} fills in other places than in English"));
        }

        wrong.AddRange(Resources.Where(f => f.EndsWith(Chinese, StringComparison.Ordinal) && !Resources.Contains(f.Replace(Chinese, ".resx", StringComparison.Ordinal))).Select(f => $"{f} has no English"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_key_that_is_used_exists()
    {
        var files = SourceFiles.Of("FeedbackHub.App", "*.razor").Concat(SourceFiles.Of("FeedbackHub.App", "*.cs")).ToList();
        Assert.NotEmpty(files);
        Assert.SkipWhen(Resources.Count == 0, "There are no resources yet.");
        var byClass = Resources.Where(f => !f.EndsWith(Chinese, StringComparison.Ordinal)).ToDictionary(f => Path.GetFileNameWithoutExtension(f), Texts);
        var (missing, seen) = (new List<string>(), 0);
        foreach (var file in files)
        {
            // A component's names stand in its markup and its code behind alike.
            var text = SourceFiles.Read(file) + (file.EndsWith(".razor.cs", StringComparison.Ordinal) ? SourceFiles.Read(file[..^3]) : "");
            foreach (Match localizer in Localizer().Matches(text))
            {
                var (type, name) = (localizer.Groups["type"].Value, localizer.Groups["name"].Value);
                if (!byClass.TryGetValue(type, out var texts))
                {
                    missing.Add($"{file}: there is no {type}.resx");
                    continue;
                }

                foreach (Match use in Regex.Matches(SourceFiles.Read(file), $@"(?<![\w.]){Regex.Escape(name)}\[""(?<key>[^""]+)""[\],]"))
                {
                    seen++;
                    if (!texts.ContainsKey(use.Groups["key"].Value))
                    {
                        missing.Add($"{file}: {type} has no {use.Groups["key"].Value}");
                    }
                }
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing.Distinct()));
        Assert.True(seen > 0, "No use of any resource was recognised.");
    }

    [Fact]
    public void No_component_shows_a_bare_text()
    {
        var files = SourceFiles.Of("FeedbackHub.App", "*.razor");
        Assert.SkipWhen(files.Count == 0, "There are no components yet.");
        var bare = files.SelectMany(file => BareTexts(SourceFiles.Read(file)).Select(text => $"{file}: {text}")).ToList();
        Assert.True(bare.Count == 0, string.Join('\n', bare));
    }

    [Theory]
    [InlineData("<p>@T[\"Hello\"]</p>", false)]
    [InlineData("<p>Hello</p>", true)]
    [InlineData("<p>@if (x) { <b>好的</b> }</p>", true)]
    [InlineData("<MudButton Label=\"Save it\" />", true)]
    [InlineData("<img alt=\"@T[\"Logo\"]\" class=\"big red\" />", false)]
    [InlineData("@code { private string x = \"Hello\"; }", false)]
    [InlineData("<!-- Hello --> @* Hello *@ <p>·</p>", false)]
    [InlineData("@foreach (var x in list)\n{\n    <li>@x.Name</li>\n}", false)]
    public void A_bare_text_is_recognised(string markup, bool bare) => Assert.Equal(bare, BareTexts(markup).Any());

    /// <summary>
    /// Text between tags that is no expression, and attributes that people read. Between tags only what stands on a line
    /// without Razor's own signs counts, so that code blocks are not taken for text.
    /// </summary>
    private static IEnumerable<string> BareTexts(string markup)
    {
        var plain = NotShown().Replace(markup, "");
        foreach (Match attribute in ReadAttributes().Matches(plain))
        {
            yield return attribute.Value;
        }

        foreach (Match between in BetweenTags().Matches(plain))
        {
            var text = Names().Replace(Expression().Replace(between.Groups["text"].Value, ""), "");
            if (Letters().IsMatch(text) && !CodeSigns().IsMatch(text))
            {
                yield return text.Trim();
            }
        }
    }

    private static Dictionary<string, string> Texts(string file) =>
        XDocument.Parse(SourceFiles.Read(file)).Descendants("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"IStringLocalizer<(?:[\w.]*\.)?(?<type>\w+)>\s+(?<name>\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|<(script|style)\b.*?</\1>|@code\s*\{.*\z|@functions\s*\{.*\z", RegexOptions.Singleline)]
    private static partial Regex NotShown();

    [GeneratedRegex(@"\b(?:alt|title|placeholder|aria-label|Label|Placeholder|HelperText|Title|Text|AriaLabel)=""(?!FH-)(?=[^""@]*\p{L}{2})(?!@)[^""@]*""")]
    private static partial Regex ReadAttributes();

    [GeneratedRegex(@"(?<=>)(?<text>[^<>]+)(?=</)")]
    private static partial Regex BetweenTags();

    [GeneratedRegex(@"@\([^)]*\)|@[\w.]+(?:\[[^\]]*\]|\([^)]*\))*(?:\.\w+(?:\([^)]*\))?)*")]
    private static partial Regex Expression();

    /// <summary>The product's name in both scripts, and what stands on keys, are the same in every language.</summary>
    [GeneratedRegex(@"\b(FeedbackHub|Esc|Enter|Ctrl)\b|回音")]
    private static partial Regex Names();

    [GeneratedRegex(@"[{};=@()]")]
    private static partial Regex CodeSigns();

    [GeneratedRegex(@"\p{L}{2}|[\u3400-\u9FFF]")]
    private static partial Regex Letters();
}
