namespace FeedbackHub.App.Escalation;

/// <summary>The texts of notices: <c>NoticeTexts.resx</c> and its Chinese sister.</summary>
public sealed class NoticeTexts;
