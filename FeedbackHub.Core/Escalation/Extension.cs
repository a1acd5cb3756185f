using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>More time that a handler asked for before a promise was due, and what a supervisor decided (R5.3.2).</summary>
public sealed class Extension
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>In which case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>For which promise.</summary>
    public PromiseKind Promise { get; internal set; }

    /// <summary>Which time it was promised (<see cref="Cases.CasePromise.Generation"/>).</summary>
    public int Generation { get; internal set; }

    /// <summary>The new time asked for.</summary>
    public Instant Until { get; internal set; }

    /// <summary>Why, for the supervisor.</summary>
    public string Reason { get; internal set; } = "";

    /// <summary>Why, in words meant for the customer.</summary>
    public string Words { get; internal set; } = "";

    /// <summary>When it was asked for.</summary>
    public Instant AskedAt { get; internal set; }

    /// <summary>By whom.</summary>
    public long AskedById { get; internal set; }

    /// <summary>Whether it was granted; null while nobody has decided.</summary>
    public bool? Granted { get; internal set; }

    /// <summary>When that was decided.</summary>
    public Instant? DecidedAt { get; internal set; }

    /// <summary>By whom; null for the hub, where the promise was settled or broken before anybody decided.</summary>
    public long? DecidedById { get; internal set; }

    /// <summary>What the supervisor wrote with the decision.</summary>
    public string Answer { get; internal set; } = "";
}
