using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>One row of the queue: all that it shows, and nothing else. Immutable: equal rows need not be drawn again.</summary>
public sealed record QueueRow
{
    /// <summary>The case.</summary>
    public required long Id { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>What was filed.</summary>
    public required CaseKind Kind { get; init; }

    /// <summary>General or major.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Somebody could be hurt.</summary>
    public required bool Safety { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseState State { get; init; }

    /// <summary>What makes it stand out.</summary>
    public required Attention Attention { get; init; }

    /// <summary>How it came in.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The customer's name; empty where anonymous.</summary>
    public required string CustomerName { get; init; }

    /// <summary>The owning department.</summary>
    public required long DepartmentId { get; init; }

    /// <summary>Its name.</summary>
    public required Bilingual Department { get; init; }

    /// <summary>The department that answers for it until the hand-over is accepted; null where the owning one does.</summary>
    public Bilingual? Responsible { get; init; }

    /// <summary>Who works it.</summary>
    public required long? HandlerId { get; init; }

    /// <summary>Their name.</summary>
    public required string? Handler { get; init; }

    /// <summary>When it was received.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>When the next running promise is due.</summary>
    public required Instant? DueAt { get; init; }

    /// <summary>Which promise that is.</summary>
    public required PromiseKind? DuePromise { get; init; }

    /// <summary>Working time left of the promise to resolve while it is paused, in seconds.</summary>
    public required long? PausedSeconds { get; init; }

    /// <summary>The same where days are counted: the days left.</summary>
    public int? PausedDays { get; init; }

    /// <summary>For finished cases: whether the last promise was kept.</summary>
    public required bool? Kept { get; init; }

    /// <summary>The beginning of the last message.</summary>
    public required string LastMessage { get; init; }

    /// <summary>Who wrote it.</summary>
    public required AuthorKind LastMessageBy { get; init; }

    /// <summary>When.</summary>
    public required Instant LastMessageAt { get; init; }

    /// <summary>True while the reader has not seen its news.</summary>
    public required bool Unread { get; init; }

    /// <summary>Of a search: where the words stand, the subject first where they are in it. Else null.</summary>
    public EqualList<Excerpt>? Excerpts { get; init; }

    /// <summary>Its place in the order that was asked for.</summary>
    public required QueuePlace Place { get; init; }
}
