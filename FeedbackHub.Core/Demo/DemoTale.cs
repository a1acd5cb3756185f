using NodaTime;

namespace FeedbackHub.Core.Demo;

/// <summary>One case of the demo company: what everybody does in it and when, in order.</summary>
internal sealed class DemoTale(DemoTelling telling, string department, string handler, IReadOnlyList<DemoStep> steps, Instant? dueAt)
{
    public DemoTelling Telling => telling;

    /// <summary>The key of the department that deals with it in the end.</summary>
    public string Department => department;

    /// <summary>The key of the handler who works it, or would.</summary>
    public string Handler => handler;

    /// <summary>What happens, in order of time.</summary>
    public IReadOnlyList<DemoStep> Steps => steps;

    /// <summary>When it was filed.</summary>
    public Instant FiledAt => steps[0].At;

    /// <summary>When the last of it happened.</summary>
    public Instant LastAt => steps[^1].At;

    /// <summary>When the next promise is due after all that; null where none runs.</summary>
    public Instant? DueAt => dueAt;

    /// <summary>The case it became, once it was filed.</summary>
    public long CaseId { get; set; }

    /// <summary>True once it was declared major.</summary>
    public bool IsMajor { get; set; }

    /// <summary>The case's number.</summary>
    public string Number { get; set; } = "";
}
