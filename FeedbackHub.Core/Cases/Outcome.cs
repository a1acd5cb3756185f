namespace FeedbackHub.Core.Cases;

/// <summary>What a final response comes to (ISO 10002, 8.7; regulation R5.3.1). The numbers are stored.</summary>
public enum Outcome
{
    /// <summary>The customer is right.</summary>
    Accepted = 1,

    /// <summary>The customer is right in part.</summary>
    PartlyAccepted = 2,

    /// <summary>The customer is not right.</summary>
    Rejected = 3,
}

/// <summary>How the review of a decision stands. The numbers are stored.</summary>
public enum ReviewStage
{
    /// <summary>Nobody has asked for one since the last decision.</summary>
    None = 0,

    /// <summary>The customer asked for one: the case is under review.</summary>
    Asked = 1,

    /// <summary>Reviewed: the decision stands.</summary>
    Upheld = 2,

    /// <summary>Reviewed: there is another decision.</summary>
    Changed = 3,
}
