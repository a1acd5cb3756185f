namespace FeedbackHub.Core.Assignment;

/// <summary>Where an excerpt is from.</summary>
public enum ExcerptOf
{
    /// <summary>The subject, as a whole.</summary>
    Subject,

    /// <summary>What was filed.</summary>
    Description,

    /// <summary>A message between customer and hub.</summary>
    Message,

    /// <summary>An internal note.</summary>
    Note,

    /// <summary>What the customer wants.</summary>
    Wanted,

    /// <summary>What was decided.</summary>
    Decision,

    /// <summary>The product or service.</summary>
    Product,

    /// <summary>Where it happened.</summary>
    Place,

    /// <summary>Whom it is about.</summary>
    Concerns,

    /// <summary>The customer's or their representative's name, address or number.</summary>
    Customer,
}

/// <summary>A part of a text around what was searched for. Compared by what it says.</summary>
/// <param name="Of">Where it is from.</param>
/// <param name="Parts">The text in pieces, those that were searched for marked.</param>
public sealed record Excerpt(ExcerptOf Of, EqualList<ExcerptPart> Parts);

/// <summary>A piece of an excerpt.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Found">True for what was searched for.</param>
public readonly record struct ExcerptPart(string Text, bool Found);
