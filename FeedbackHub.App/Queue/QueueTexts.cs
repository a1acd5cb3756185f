namespace FeedbackHub.App.Queue;

/// <summary>The words of the live queue.</summary>
public sealed class QueueTexts;
