using System.Globalization;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>What people type when they mean a case number: <c>FH-2026-000123</c>, <c>fh-2026-123</c>, or just 123 of this or last year.</summary>
internal static class CaseNumbers
{
    /// <summary>The numbers that could be meant; empty when it is no number.</summary>
    public static IReadOnlyList<string> MeantBy(string typed, Instant now)
    {
        var text = typed.Trim().ToUpperInvariant();
        if (text.StartsWith("FH-", StringComparison.Ordinal))
        {
            return text.Split('-') is [var prefix, var inYear, var running] ? [$"{prefix}-{inYear}-{running.PadLeft(6, '0')}"] : [text];
        }

        if (text.Length is 0 or > 9 || !text.All(char.IsAsciiDigit))
        {
            return [];
        }

        var number = long.Parse(text, CultureInfo.InvariantCulture);
        var year = now.InUtc().Year;
        return [$"FH-{year + 1}-{number:D6}", $"FH-{year}-{number:D6}", $"FH-{year - 1}-{number:D6}"];
    }
}
