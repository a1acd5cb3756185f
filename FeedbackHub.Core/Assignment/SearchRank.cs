namespace FeedbackHub.Core.Assignment;

/// <summary>How well a case answers a search. Higher is better; of those that are equal the newest comes first.</summary>
public enum SearchRank
{
    /// <summary>The words stand somewhere in it: in messages, in the customer's details, or far into a long text.</summary>
    Somewhere,

    /// <summary>All of them stand in the description.</summary>
    InDescription,

    /// <summary>They stand side by side as they were typed.</summary>
    Phrase,

    /// <summary>All of them stand in the subject.</summary>
    InSubject,

    /// <summary>What was typed is the customer's e-mail address or telephone number.</summary>
    Meant,
}

/// <summary>Ranks cases: from the question and the case's own texts alone.</summary>
internal static class SearchRanking
{
    // Fewer digits could be anything: a year, a price.
    private const int FewestDigits = 6;

    /// <summary>How well this case answers.</summary>
    public static SearchRank Of(SearchQuestion question, SearchText text) => question switch
    {
        _ when IsMeant(question.Typed, text) => SearchRank.Meant,
        _ when question.PlacesIn(text.Subject).AreAll => SearchRank.InSubject,
        _ when question.IsPhraseIn(text.Description) => SearchRank.Phrase,
        _ when question.PlacesIn(text.Description).AreAll => SearchRank.InDescription,
        _ => SearchRank.Somewhere,
    };

    private static bool IsMeant(string typed, SearchText text)
    {
        if (text.CustomerEmail.Length > 0 && string.Equals(typed, text.CustomerEmail.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var (asked, phone) = (Digits(typed), Digits(text.CustomerPhone));
        return asked.Length >= FewestDigits && !typed.Any(char.IsLetter)
            && (phone == asked || (asked.Length > FewestDigits && phone.EndsWith(asked, StringComparison.Ordinal)));
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
