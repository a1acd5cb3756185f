namespace FeedbackHub.App.Public;

/// <summary>What a form carries unseen: its key (one key, one case, however often it is sent) and when it was given out.</summary>
/// <param name="Key">The idempotency key; kept when the form is shown again.</param>
/// <param name="IssuedAt">The protected moment the form was given out, for the minimum time.</param>
public sealed record FormSeal(string Key, string IssuedAt);
