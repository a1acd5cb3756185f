using System.Globalization;
using System.Text;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>What people type when they mean a case number: <c>FH-2026-000123</c>, <c>fh-2026-123</c>, or just 123 of this or last year.</summary>
internal static class CaseNumbers
{
    private const int Year = 4;
    private const int Running = 6;

    /// <summary>
    /// A whole number as it is stored, however it is spelled: in small letters, with spaces or other dashes for the hyphens, in
    /// full-width signs, without its zeros. Null where it is none.
    /// </summary>
    public static string? Whole(string typed)
    {
        var signs = new string([.. typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        if (signs.Length is <= 2 + Year or > 20 || !signs.StartsWith("FH", StringComparison.Ordinal) || !signs.Skip(2).All(char.IsAsciiDigit))
        {
            return null;
        }

        return $"FH-{signs[2..(2 + Year)]}-{signs[(2 + Year)..].TrimStart('0').PadLeft(Running, '0')}";
    }

    /// <summary>The numbers that could be meant; empty when it is no number.</summary>
    public static IReadOnlyList<string> MeantBy(string typed, Instant now)
    {
        if (Whole(typed) is { } whole)
        {
            return [whole];
        }

        var text = typed.Normalize(NormalizationForm.FormKC).Trim();
        if (text.Length is 0 or > 9 || !text.All(char.IsAsciiDigit))
        {
            return [];
        }

        var number = long.Parse(text, CultureInfo.InvariantCulture);
        var year = now.InUtc().Year;
        return [$"FH-{year + 1}-{number:D6}", $"FH-{year}-{number:D6}", $"FH-{year - 1}-{number:D6}"];
    }
}
