namespace FeedbackHub.App.Public;

/// <summary>A usual promise in words: "We answer", "by Tue 24 November, 17:30".</summary>
public sealed record Commitment(PublicPromise What, string Text);

/// <summary>The first page.</summary>
/// <param name="Commitments">What we usually promise; empty leaves the part out.</param>
/// <param name="Counted">How they are counted, in sentences.</param>
/// <param name="Announcement">Something everybody should know today, such as a disturbance.</param>
public sealed record HomeModel(IReadOnlyList<Commitment> Commitments, IReadOnlyList<string> Counted, string? Announcement = null);
