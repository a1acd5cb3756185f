namespace FeedbackHub.Core.Promises;

/// <summary>Hours of one date that replace its weekly hours, such as a Saturday worked in exchange for a longer holiday (调休).</summary>
/// <param name="Windows">The open windows of that date, in order.</param>
/// <param name="Name">Why the date is special, for people to read; may be absent.</param>
public sealed record WorkingDay(IReadOnlyList<OpenWindow> Windows, string? Name = null);
