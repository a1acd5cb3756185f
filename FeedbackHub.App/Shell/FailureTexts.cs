namespace FeedbackHub.App.Shell;

/// <summary>The words of every expected failure: <c>Failure_TypeName</c>, <c>Problem_Code</c>, <c>Calendar_Problem</c>, <c>Table_Problem</c>.</summary>
public sealed class FailureTexts;
