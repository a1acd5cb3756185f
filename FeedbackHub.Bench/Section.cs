using System.Globalization;
using System.Text;

namespace FeedbackHub.Bench;

/// <summary>One part of the report: what was measured, and how it stands to the targets.</summary>
internal sealed class Section(string name)
{
    private readonly StringBuilder text = new();
    private readonly List<string[]> targets = [];

    /// <summary>Its heading.</summary>
    public string Name => name;

    /// <summary>A paragraph.</summary>
    public void Say(string paragraph) => text.AppendLine(paragraph).AppendLine();

    /// <summary>A table.</summary>
    public void Table(string[] heads, IEnumerable<string[]> rows)
    {
        text.AppendLine(Row(heads)).AppendLine(Row([.. heads.Select((_, i) => i == 0 ? "---" : "--:")]));
        foreach (var row in rows)
        {
            text.AppendLine(Row(row));
        }

        text.AppendLine();

        static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |";
    }

    /// <summary>A measure beside its target; <paramref name="than"/> is ≤ or ≥.</summary>
    public void Target(string what, double value, string than, double target)
    {
        var met = than == "≤" ? value <= target : value >= target;
        var said = value.ToString(Math.Abs(value) < 10 ? "F2" : "F0", CultureInfo.InvariantCulture);
        targets.Add([what, said, string.Create(CultureInfo.InvariantCulture, $"{than} {target}"), met ? "met" : "**not met**"]);
    }

    /// <summary>As Markdown.</summary>
    public override string ToString()
    {
        if (targets.Count > 0)
        {
            Table(["Target", "measured", "wanted", ""], targets);
            targets.Clear();
        }

        return $"## {name}\n\n{text.ToString().Trim()}\n";
    }
}
