using System.Globalization;

namespace FeedbackHub.App.Cases;

/// <summary>The addresses of case pages: by number, which people say, or by id, which a row knows.</summary>
public static class CaseAddress
{
    /// <summary>The fragment that opens a case at its composer.</summary>
    public const string Reply = "#reply";

    /// <summary>The page of a case, by its number.</summary>
    public static string Of(string number) => $"/staff/cases/{number}";

    /// <summary>The page of a case, by its id.</summary>
    public static string Of(long caseId) => Of(caseId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The id, where an address says one; null where it says a number.</summary>
    public static long? IdOf(string place) => long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
