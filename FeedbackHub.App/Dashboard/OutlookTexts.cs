namespace FeedbackHub.App.Dashboard;

/// <summary>The texts of the supervisors' page of promises ahead.</summary>
public sealed class OutlookTexts;
