namespace FeedbackHub.App.Cases;

/// <summary>The texts of the case page.</summary>
public sealed class CasePageTexts;
