namespace FeedbackHub.App.Majors;

/// <summary>The words about major cases: the panel on the case page, and the watch list.</summary>
public sealed class MajorTexts;
