namespace FeedbackHub.App.Api;

/// <summary>What the REST API says to people: titles and details of problems. Programs go by <c>type</c> and <c>code</c>.</summary>
public sealed class ApiTexts;
