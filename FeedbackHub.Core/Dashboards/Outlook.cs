using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// What falls due until the next working day ends, and what of it would be late if nothing happened. Cases count by their next
/// promise, those about the reader nowhere.
/// </summary>
public sealed record Outlook
{
    /// <summary>The moment.</summary>
    public required Instant At { get; init; }

    /// <summary>The company's calendar.</summary>
    public required BusinessCalendar Calendar { get; init; }

    /// <summary>What is left of today's working time, if any, and the next working day. Empty where the calendar has no more of them.</summary>
    public required IReadOnlyList<OutlookDay> Days { get; init; }

    /// <summary>All departments, whichever was asked for.</summary>
    public required IReadOnlyList<DepartmentName> Departments { get; init; }

    /// <summary>What falls due until then, the first first; at most <see cref="ReadOutlook.MostMarks"/>.</summary>
    public required IReadOnlyList<DueCase> Next { get; init; }

    /// <summary>Whose they are: everybody who has a case that falls due until then, or is overdue.</summary>
    public required IReadOnlyDictionary<long, string> Handlers { get; init; }

    /// <summary>What would be late, by department; the one in which the most is due first.</summary>
    public required IReadOnlyList<Expectation> Expected { get; init; }

    /// <summary>Past its time already.</summary>
    public long Overdue => Expected.Sum(e => e.Overdue);

    /// <summary>Due until then, drawn or not.</summary>
    public long Due => Expected.Sum(e => e.Due);
}

/// <summary>A working day, or what is left of it.</summary>
/// <param name="Date">Which.</param>
/// <param name="Start">Its opening, or now.</param>
/// <param name="End">Its closing.</param>
public sealed record OutlookDay(LocalDate Date, Instant Start, Instant End);

/// <summary>A case whose next promise falls due soon.</summary>
/// <param name="Id">The case.</param>
/// <param name="Number">Its number.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Severity">General or major.</param>
/// <param name="DepartmentId">The owning department.</param>
/// <param name="HandlerId">Who works it; null for nobody yet.</param>
/// <param name="DueAt">When the promise is due.</param>
/// <param name="Promise">Which it is.</param>
public sealed record DueCase(
    long Id, string Number, string Subject, Severity Severity, long DepartmentId, long? HandlerId, Instant DueAt, PromiseKind? Promise);

/// <summary>What would be late in a department, or with one of its people, when the next working day ends.</summary>
/// <param name="DepartmentId">The department.</param>
/// <param name="HandlerId">Who; null for nobody yet, or where it is the whole department.</param>
/// <param name="Overdue">Late already.</param>
/// <param name="Due">Due until then.</param>
/// <param name="DecidedADay">Cases decided on each of the last working days, on average.</param>
/// <param name="Days">The working days until then, today's rest as a whole one.</param>
public sealed record Expectation(long DepartmentId, long? HandlerId, long Overdue, long Due, double DecidedADay, int Days)
{
    /// <summary>The same of each of its people, nobody first; empty for one of them.</summary>
    public IReadOnlyList<Expectation> People { get; init; } = [];

    /// <summary>True where more is due than is usually decided in so many days.</summary>
    public bool IsTooMuch => Due > DecidedADay * Days;
}
