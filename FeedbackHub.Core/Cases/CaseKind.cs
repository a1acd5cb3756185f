namespace FeedbackHub.Core.Cases;

/// <summary>What the customer brings (regulation R2.3.1). The numbers are stored.</summary>
public enum CaseKind
{
    /// <summary>Something went wrong and the customer wants it put right.</summary>
    Complaint = 1,

    /// <summary>An idea how something could be better.</summary>
    Suggestion = 2,

    /// <summary>A question.</summary>
    Enquiry = 3,

    /// <summary>Praise, passed on to those it concerns.</summary>
    Compliment = 4,
}
