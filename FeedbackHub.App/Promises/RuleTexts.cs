namespace FeedbackHub.App.Promises;

/// <summary>The texts of the rules of what is promised: editing, versions, trying, applying.</summary>
public sealed class RuleTexts;
