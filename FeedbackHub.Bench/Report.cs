using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace FeedbackHub.Bench;

/// <summary>The page that keeps the figures: each section between marks of its own, so that one can be measured again alone.</summary>
internal static class Report
{
    private const string File = "docs/performance.md";

    /// <summary>Shows a section, and puts it in its place, with the machine and the day.</summary>
    public static async Task KeepAsync(Section section, Run run)
    {
        Console.WriteLine(section);
        if (run.Small)
        {
            Console.WriteLine("These are the figures of a trial with small sizes: they are not kept.");
            return;
        }

        var (begin, end) = ($"<!-- {section.Name} -->", $"<!-- end of {section.Name} -->");
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var measured = $"{begin}\n{section}\n*{day}: {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, {run.Engine.Settings}.*\n{end}";
        var page = System.IO.File.Exists(File) ? await System.IO.File.ReadAllTextAsync(File) : "# Performance\n";
        var place = new Regex($"{Regex.Escape(begin)}.*?{Regex.Escape(end)}", RegexOptions.Singleline);
        page = place.IsMatch(page) ? place.Replace(page, _ => measured) : $"{page.TrimEnd()}\n\n{measured}\n";
        await System.IO.File.WriteAllTextAsync(File, page);
    }
}
