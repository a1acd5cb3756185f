namespace FeedbackHub.App.Admin;

/// <summary>The texts of administration, the audit and one's own account.</summary>
public sealed class AdminTexts;
