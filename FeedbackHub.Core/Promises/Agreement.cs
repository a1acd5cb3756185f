using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// A new time the customer was told for one promise, before its due time: an extension (R5.3.2). What it is counted from then on;
/// the time it had by the policy still counts where that is later.
/// </summary>
/// <param name="At">When it was granted.</param>
/// <param name="Until">The new time. Waiting for the customer after <see cref="At"/> moves it as it does any due time.</param>
public readonly record struct Agreement(Instant At, Instant Until);
