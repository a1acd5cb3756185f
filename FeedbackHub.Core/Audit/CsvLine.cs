namespace FeedbackHub.Core.Audit;

/// <summary>
/// A line of CSV (RFC 4180) that a spreadsheet shows and does not calculate: what could begin a formula gets an apostrophe
/// before it. The full-width signs are in it because Chinese and Japanese spreadsheets take them for the same.
/// </summary>
public static class CsvLine
{
    /// <summary>First in a file: tells spreadsheet programs that it is UTF-8.</summary>
    public const string ByteOrderMark = "\uFEFF";

    private const string StartsFormula = "=+-@\t\r\n＝＋－＠";
    private const string NeedsQuotes = ",\"\r\n";

    /// <summary>The line with its end.</summary>
    public static string Of(IEnumerable<string?> fields) => string.Join(',', fields.Select(f => Field(f ?? ""))) + "\r\n";

    private static string Field(string text)
    {
        var safe = text.Length > 0 && StartsFormula.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
