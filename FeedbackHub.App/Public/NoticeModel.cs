namespace FeedbackHub.App.Public;

/// <summary>Why a page cannot be shown.</summary>
public enum NoticeKind
{
    NotFound,
    TooManyRequests,
    SomethingWrong,
    Expired,
    TooLarge,
    Broken,

    /// <summary>The hub has just been started and is not open yet; the page looks again by itself.</summary>
    Opening,

    /// <summary>Database or disk fail us for now.</summary>
    Away,
}

/// <summary>A page that says what went wrong and how to go on.</summary>
/// <param name="Reference">What the customer can quote to us.</param>
/// <param name="RetryMinutes">After how many minutes another try makes sense.</param>
public sealed record NoticeModel(NoticeKind Kind, string? Reference = null, int? RetryMinutes = null);
