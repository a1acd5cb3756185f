namespace FeedbackHub.App.Cases;

/// <summary>The addresses of case pages.</summary>
public static class CaseAddress
{
    /// <summary>The page of a case, by its number.</summary>
    public static string Of(string number) => $"/staff/cases/{number}";
}
