using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>How customers can have a decision reviewed, and where they can turn after that (configuration section <c>Review</c>).</summary>
public sealed class ReviewOptions
{
    /// <summary>Days after a decision within which its customer can ask for a review; 0: not at all. The day of the decision does not count.</summary>
    public int WithinDays { get; set; } = 30;

    /// <summary>Whom a customer can turn to who does not agree with the review either.</summary>
    public OutsideBody Outside { get; set; } = new();

    /// <summary>Until when the customer of a case can ask for a review; null where they cannot, whenever.</summary>
    internal Instant? Until(Case one, BusinessCalendar calendar) =>
        one is { DecidedAt: { } decided, Review: ReviewStage.None } && CaseLifecycle.Next(one.State, CaseAction.AskReview) is not null
            && WithinDays > 0
            ? PromiseTarget.Days(WithinDays).DueFrom(decided, calendar)
            : null;
}

/// <summary>An independent body outside the company: an ombudsman, an authority. Without a name nothing is said of it.</summary>
public sealed class OutsideBody
{
    /// <summary>The sentence that leads to it, in letters and on the page of a case.</summary>
    public OutsideWords Introduction { get; set; } = new()
    {
        En = "If you do not agree with the result of the review either, you can turn to an independent body:",
        Zh = "如果您对复核结论仍有异议，可以向以下独立机构反映：",
    };

    /// <summary>What it is called.</summary>
    public OutsideWords Name { get; set; } = new();

    /// <summary>Its postal address and telephone, as one would print them; may be empty.</summary>
    public OutsideWords Address { get; set; } = new();

    /// <summary>Its web address, such as <c>https://ombudsman.example.org</c>; may be empty.</summary>
    public string Url { get; set; } = "";

    /// <summary>Within which time it has to be asked, in a sentence; may be empty.</summary>
    public OutsideWords TimeLimit { get; set; } = new();

    /// <summary>True where there is one.</summary>
    public bool Exists => Name.Text.En.Length + Name.Text.Zh.Length > 0;

    /// <summary>What can be said of it in a language, a line each.</summary>
    public IEnumerable<string> Lines(string language) =>
        Exists ? new[] { Name.Text.In(language), Address.Text.In(language), Url.Trim(), TimeLimit.Text.In(language) }.Where(line => line.Length > 0) : [];

    /// <summary>A letter that names it at its end; the letter as it is where there is none.</summary>
    internal string AddTo(string letter, string language) =>
        Exists ? $"{letter.TrimEnd()}\n\n{Introduction.Text.In(language)}\n{string.Join('\n', Lines(language))}" : letter;
}

/// <summary>A text in both languages, as configuration gives it.</summary>
public sealed class OutsideWords
{
    /// <summary>English.</summary>
    public string En { get; set; } = "";

    /// <summary>Simplified Chinese.</summary>
    public string Zh { get; set; } = "";

    /// <summary>Both.</summary>
    public Bilingual Text => new(En.Trim(), Zh.Trim());
}
