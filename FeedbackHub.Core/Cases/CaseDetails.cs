namespace FeedbackHub.Core.Cases;

/// <summary>How a case came in. The numbers are stored.</summary>
public enum Channel
{
    /// <summary>The form on the public site.</summary>
    Web = 1,

    /// <summary>The suggestion box: poster with QR code, or a paper slip keyed in.</summary>
    SuggestionBox = 2,

    /// <summary>A telephone call taken down by staff.</summary>
    Hotline = 3,

    /// <summary>Another program.</summary>
    Api = 4,
}

/// <summary>How a customer wants to be reached. The numbers are stored.</summary>
public enum ContactWay
{
    /// <summary>On the track page only.</summary>
    TrackPage = 0,

    /// <summary>By e-mail.</summary>
    Email = 1,

    /// <summary>By telephone.</summary>
    Phone = 2,
}

/// <summary>What makes a case stand out in the queue. The numbers are stored.</summary>
public enum Attention
{
    /// <summary>Nothing beyond its state and promise.</summary>
    None = 0,

    /// <summary>The customer wrote and nobody has answered.</summary>
    CustomerWrote = 1,

    /// <summary>A department sent it back.</summary>
    Returned = 2,

    /// <summary>Taken up again: the customer said that it is not solved, or staff did it.</summary>
    Reopened = 3,

    /// <summary>The customer asked for a review: somebody who had no part in it has to take it.</summary>
    Review = 4,
}

/// <summary>Who wrote a message. The numbers are stored.</summary>
public enum AuthorKind
{
    /// <summary>The customer.</summary>
    Customer = 1,

    /// <summary>A staff member or a program for them.</summary>
    Staff = 2,
}

/// <summary>The move is not in the transition table.</summary>
/// <param name="State">Where the case stands.</param>
/// <param name="Action">What was tried.</param>
public sealed record IllegalMove(CaseState State, CaseAction Action) : Failure;
