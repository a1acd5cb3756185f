namespace FeedbackHub.App.Admin;

/// <summary>Texts of the calendars' pages.</summary>
public sealed class CalendarTexts;
