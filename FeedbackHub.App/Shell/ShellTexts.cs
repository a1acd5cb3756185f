namespace FeedbackHub.App.Shell;

/// <summary>The texts of the staff area's frame.</summary>
public sealed class ShellTexts;
