namespace FeedbackHub.App.Dashboard;

/// <summary>What the dashboard says.</summary>
public sealed class DashboardTexts;
