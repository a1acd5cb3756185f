using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>The views of the queue.</summary>
public enum QueueView
{
    /// <summary>On my desk.</summary>
    Mine,

    /// <summary>In my departments and nobody's.</summary>
    Unassigned,

    /// <summary>The next promise is due today and still to be kept.</summary>
    DueToday,

    /// <summary>The next promise is past its time.</summary>
    Overdue,

    /// <summary>The next promise is due within two hours of working time.</summary>
    DueSoon,

    /// <summary>The customer was asked.</summary>
    Waiting,

    /// <summary>Sent back by a department, or taken up again.</summary>
    Returned,

    /// <summary>Everything on a desk.</summary>
    All,

    /// <summary>Resolved and ended, the latest first.</summary>
    Finished,

    /// <summary>Everything, on a desk or finished.</summary>
    Any,
}

/// <summary>The order of the queue.</summary>
public enum QueueSort
{
    /// <summary>What is owed first comes first; reopened cases on top.</summary>
    Due,

    /// <summary>The latest received first.</summary>
    Newest,

    /// <summary>The earliest received first.</summary>
    Oldest,

    /// <summary>The latest message first.</summary>
    Activity,
}

/// <summary>What a queue page shows; kept whole in its address.</summary>
public sealed record QueueFilter
{
    /// <summary>The view.</summary>
    public QueueView View { get; init; } = QueueView.Mine;

    /// <summary>The order; the views that hold finished cases are always by activity, the only order in which these are indexed.</summary>
    public QueueSort Sort { get; init; } = QueueSort.Due;

    /// <summary>Only this department's.</summary>
    public long? DepartmentId { get; init; }

    /// <summary>Only this handler's.</summary>
    public long? HandlerId { get; init; }

    /// <summary>Only in this state.</summary>
    public CaseState? State { get; init; }

    /// <summary>Only of this kind.</summary>
    public CaseKind? Kind { get; init; }

    /// <summary>Only of this severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Only those to which this happened then; null: whatever and whenever.</summary>
    public QueueSpan? Span { get; init; }

    /// <summary>Only those in which something is still owed: none that are finished and have merely had a message since.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Only those in which these words, or this number, occur; searches all cases, whatever the view.</summary>
    public string Words { get; init; } = "";

    /// <summary>True where words or a number are searched for.</summary>
    public bool Searches => !string.IsNullOrWhiteSpace(Words);

    /// <summary>
    /// True where finished cases are asked for by when something happened: they are looked up by that, and come by their number,
    /// the latest first.
    /// </summary>
    public bool LooksBack => Span is { Event: QueueEvent.Resolved or QueueEvent.Kept or QueueEvent.Late } || (Span is { Event: QueueEvent.Received } && View == QueueView.Any);

    /// <summary>True where <see cref="QueueRow.Place"/> falls from row to row.</summary>
    public bool Descending => Searches || LooksBack || View is QueueView.Finished or QueueView.Any || Sort is QueueSort.Newest or QueueSort.Activity;
}

/// <summary>What happens to a case once, or now and then.</summary>
public enum QueueEvent
{
    /// <summary>It was received.</summary>
    Received,

    /// <summary>Its next promise falls due.</summary>
    Due,

    /// <summary>It was decided, and stands decided.</summary>
    Resolved,

    /// <summary>A promise in it was met in time.</summary>
    Kept,

    /// <summary>A promise in it was met too late.</summary>
    Late,
}

/// <summary>Something that happened between two moments.</summary>
/// <param name="Event">What.</param>
/// <param name="From">At this moment or later.</param>
/// <param name="Before">Before this one.</param>
public sealed record QueueSpan(QueueEvent Event, Instant From, Instant Before);
