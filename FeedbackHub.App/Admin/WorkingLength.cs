using System.Globalization;
using System.Text.RegularExpressions;

namespace FeedbackHub.App.Admin;

/// <summary>
/// A length of working time as people write it: "1 h 30 min", "90 min", "7:30", "1小时30分". A bare number is not understood:
/// it could be either.
/// </summary>
public static partial class WorkingLength
{
    /// <summary>The minutes; null where it is no length.</summary>
    public static int? Parse(string? text)
    {
        var match = Shape().Match((text ?? "").Replace('：', ':'));
        if (!match.Success)
        {
            return null;
        }

        var minutes = (Number(match.Groups["h"]) * 60) + Number(match.Groups["m"]);
        return minutes <= int.MaxValue ? (int)minutes : null;
    }

    private static long Number(Group group) => group.Success && long.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^\s*(?:(?<h>\d{1,6}):(?<m>[0-5]\d)|(?<h>\d{1,6})\s*(?:h|hours?|小时|时)\s*(?:(?<m>\d{1,6})\s*(?:m|min|minutes?|分|分钟)?)?|(?<m>\d{1,6})\s*(?:m|min|minutes?|分|分钟))\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
