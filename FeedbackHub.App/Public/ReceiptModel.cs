using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>What a customer can be promised.</summary>
public enum PublicPromise
{
    Acknowledge,
    Reply,
    Progress,
    Resolve,
    Final,
    Review,
}

/// <summary>One promised time.</summary>
public sealed record PromisedTime(PublicPromise What, Instant Due);

/// <summary>The receipt, shown right after filing.</summary>
/// <param name="Number">For talking about the case.</param>
/// <param name="TrackingCode">For access; null when it has been shown before.</param>
/// <param name="TrackLink">The full address that opens the case without typing; null when the code is not shown.</param>
/// <param name="Kind">One of <see cref="FilingForm.Kinds"/>.</param>
/// <param name="Counted">How the times are counted, in sentences.</param>
/// <param name="Department">Who deals with it; null while that is open.</param>
/// <param name="Anonymous">Whether the customer stayed unknown.</param>
/// <param name="ContactBy">One of <see cref="FilingForm.ContactWays"/>; null when no contact was given.</param>
public sealed record ReceiptModel(
    string Number,
    string? TrackingCode,
    string? TrackLink,
    string Kind,
    IReadOnlyList<PromisedTime> Promises,
    IReadOnlyList<string> Counted,
    string? Department,
    bool Anonymous,
    string? ContactBy,
    PublicClock Clock)
{
    /// <summary>How the time of the answer comes about, step by step.</summary>
    public CountedSteps? Steps { get; init; }
}
