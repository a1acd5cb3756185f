namespace FeedbackHub.App.Majors;

/// <summary>What is done about a major case with a text: its words are <c>Declare_Title</c>, <c>Declare_Hint</c> and so on.</summary>
public enum MajorStep
{
    /// <summary>Declare it.</summary>
    Declare,

    /// <summary>Say how things stand.</summary>
    Tell,

    /// <summary>Report a task.</summary>
    Report,

    /// <summary>Approve.</summary>
    Approve,

    /// <summary>Lower it.</summary>
    Lower,
}

/// <summary>A step begun: what it is about, and what has been typed. It outlives its dialog, so that Esc loses nothing.</summary>
/// <param name="Step">Which.</param>
/// <param name="Task">Of a report: which task.</param>
public sealed record MajorBegun(MajorStep Step, long? Task)
{
    /// <summary>What has been typed.</summary>
    public string Text { get; set; } = "";
}
