namespace FeedbackHub.App.Promises;

/// <summary>How staff pages speak of promises and the time left.</summary>
public sealed class PromiseTexts;
