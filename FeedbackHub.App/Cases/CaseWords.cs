namespace FeedbackHub.App.Cases;

/// <summary>The words for what a case is and where it stands, as every staff page says them: <c>State_New</c>, <c>Kind_Complaint</c> …</summary>
public sealed class CaseWords;
