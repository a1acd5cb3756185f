namespace FeedbackHub.App.Access;

/// <summary>The texts of signing in and of one's own account.</summary>
public sealed class AccountTexts;
