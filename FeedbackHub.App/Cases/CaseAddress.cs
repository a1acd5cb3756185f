using System.Globalization;

namespace FeedbackHub.App.Cases;

/// <summary>The address of a case for staff.</summary>
public static class CaseAddress
{
    /// <summary>The fragment that opens a case at its composer.</summary>
    public const string Reply = "#reply";

    /// <summary>The case page.</summary>
    public static string Of(long caseId) => string.Create(CultureInfo.InvariantCulture, $"/staff/cases/{caseId}");
}
