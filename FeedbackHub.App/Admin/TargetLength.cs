using System.Globalization;
using System.Text.RegularExpressions;
using FeedbackHub.Core.Promises;

namespace FeedbackHub.App.Admin;

/// <summary>
/// How long a promise has, as people write it: working time ("1 h 30 min", "90 min", "7:30", "1小时30分"), working days ("5 working
/// days", "5 wd", "5个工作日"), days ("60 days", "60天"), or hours that count day and night ("24 h by the clock", "24小时（不分昼夜）").
/// A bare number is not understood: it could be any of them.
/// </summary>
public static partial class TargetLength
{
    /// <summary>The target, which may be too long or too short; null where it is no length.</summary>
    public static PromiseTarget? Parse(string? text)
    {
        var written = (text ?? "").Replace('：', ':');
        if (Days().Match(written) is { Success: true } days)
        {
            return Of(days.Groups["work"].Success ? TargetUnit.WorkingDays : TargetUnit.Days, Number(days.Groups["n"]));
        }

        return Time().Match(written) is { Success: true } time
            ? Of(time.Groups["clock"].Success ? TargetUnit.Minutes : TargetUnit.WorkingMinutes, (Number(time.Groups["h"]) * 60) + Number(time.Groups["m"]))
            : null;
    }

    private static PromiseTarget Of(TargetUnit unit, long amount) => new(unit, (int)Math.Min(amount, int.MaxValue));

    private static long Number(Group group) => group.Success && long.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^\s*(?<n>\d{1,6})\s*个?\s*(?:(?<work>wd|working\s*days?|工作日)|d|days?|天|日)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Days();

    [GeneratedRegex(@"^\s*(?:(?<h>\d{1,6}):(?<m>[0-5]\d)|(?<h>\d{1,6})\s*(?:h|hours?|小时|时)\s*(?:(?<m>\d{1,6})\s*(?:m|min|minutes?|分|分钟)?)?|(?<m>\d{1,6})\s*(?:m|min|minutes?|分|分钟))\s*(?<clock>by\s+the\s+clock|[（(]?不分昼夜[)）]?)?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Time();
}
