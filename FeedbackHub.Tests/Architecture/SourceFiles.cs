using System.Text.RegularExpressions;
using FeedbackHub.Tests.Support;

namespace FeedbackHub.Tests.Architecture;

/// <summary>The repository's own sources, as the architecture tests read them.</summary>
internal static partial class SourceFiles
{
    /// <summary>Hand-written files below a project, by pattern; migrations and build output left out.</summary>
    public static List<string> Of(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !Generated().IsMatch(f))
            .Order(StringComparer.Ordinal)];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex("(^|/)(bin|obj|Migrations|node_modules)/")]
    private static partial Regex Generated();
}
