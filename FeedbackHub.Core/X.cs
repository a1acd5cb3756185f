namespace FeedbackHub.Core;
/// <summary>x</summary>
public static class X { }
