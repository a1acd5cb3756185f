using FeedbackHub.App.Promises;
using FeedbackHub.Core.Assignment;

namespace FeedbackHub.App.Queue;

/// <summary>All that one line of the queue shows. Immutable: an equal entry is not drawn again.</summary>
/// <param name="Row">The case.</param>
/// <param name="Label">Its promise in words, as of the last tick.</param>
/// <param name="Arrived">It came in while the page was open.</param>
public sealed record QueueEntry(QueueRow Row, PromiseLabel Label, bool Arrived = false);
