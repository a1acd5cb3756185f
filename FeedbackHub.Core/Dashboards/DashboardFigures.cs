using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// What supervisors see of the work, as it stood at one moment. Cases about the reader count nowhere, as in all that the
/// reader sees. Days are those of the company's calendar.
/// </summary>
public sealed record DashboardFigures
{
    /// <summary>The moment.</summary>
    public required Instant At { get; init; }

    /// <summary>The company's calendar: its zone's days are meant.</summary>
    public required BusinessCalendar Calendar { get; init; }

    /// <summary>The date there.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>When the period began: at midnight of its first day.</summary>
    public required Instant Since { get; init; }

    /// <summary>All departments, whichever was asked for, in the order they were made.</summary>
    public required IReadOnlyList<DepartmentName> Departments { get; init; }

    /// <summary>Open cases by department and state; what is absent is none.</summary>
    public required IReadOnlyList<OpenCount> Open { get; init; }

    /// <summary>What became of the promises of the period.</summary>
    public required PromiseOutcomes Promises { get; init; }

    /// <summary>What is owed now and next.</summary>
    public required DueFigures Due { get; init; }

    /// <summary>The last 24 hours on the company's clock, the present one included, earliest first.</summary>
    public required IReadOnlyList<HourFlow> Hours { get; init; }

    /// <summary>The days of the period, but at least a week, today included, earliest first.</summary>
    public required IReadOnlyList<DayFlow> Days { get; init; }

    /// <summary>How old the open cases are, the youngest first.</summary>
    public required IReadOnlyList<AgeBand> Ages { get; init; }

    /// <summary>What lies with nobody, then what lies with whom, the most first. Handlers who have nothing are there too.</summary>
    public required IReadOnlyList<HandlerLoad> Load { get; init; }

    /// <summary>The ten open cases received longest ago.</summary>
    public required IReadOnlyList<OldCase> Oldest { get; init; }
}

/// <summary>A department by its name.</summary>
public sealed record DepartmentName(long Id, Bilingual Name);

/// <summary>So many open cases of a department are in a state.</summary>
public sealed record OpenCount(long DepartmentId, CaseState State, long Count);

/// <summary>What became of the promises of a period.</summary>
/// <param name="Kept">Met in time, in the period.</param>
/// <param name="Late">Met too late, in the period.</param>
/// <param name="Owed">
/// Fell due in the period and not met yet, one for each case (its next promise): without them a period in which nothing late
/// was answered at all would look spotless.
/// </param>
public readonly record struct PromiseOutcomes(long Kept, long Late, long Owed)
{
    /// <summary>Not kept: late, or still owed.</summary>
    public long Broken => Late + Owed;

    /// <summary>
    /// Kept of all, in whole percent, rounded down so that 100 means every single one; null where there were none.
    /// </summary>
    public int? KeptPercent => Kept + Broken <= 0 ? null : (int)(100 * Kept / (Kept + Broken));
}

/// <summary>What is owed now and next: open cases by the time of their next promise.</summary>
/// <param name="Overdue">Past its time at this moment.</param>
/// <param name="Today">Due between this moment and the end of the day.</param>
/// <param name="Next">Due on each of the next seven days.</param>
public sealed record DueFigures(long Overdue, long Today, IReadOnlyList<DueDay> Next);

/// <summary>So many are due on a day.</summary>
public sealed record DueDay(LocalDate Date, long Count);

/// <summary>What came in and what was decided in the hour that begins then.</summary>
public sealed record HourFlow(Instant Start, long Received, long Resolved);

/// <summary>What came in, what was decided, and the promises met in time and too late on a day.</summary>
public sealed record DayFlow(LocalDate Date, long Received, long Resolved, long Kept, long Late);

/// <summary>Open cases of an age.</summary>
/// <param name="Days">At most so many times 24 hours old; null for older than all others.</param>
/// <param name="From">Received at or after this, counted in whole quarters of an hour; null: however early.</param>
/// <param name="Before">Received before this; null: up to now.</param>
/// <param name="Count">How many.</param>
public sealed record AgeBand(int? Days, Instant? From, Instant? Before, long Count);

/// <summary>What lies with a handler.</summary>
/// <param name="HandlerId">Who; null: with nobody yet.</param>
/// <param name="Name">Their name; empty for nobody.</param>
/// <param name="Disabled">True where they can no longer sign in: their cases need a new handler.</param>
/// <param name="Open">Open cases.</param>
/// <param name="Overdue">Of them, those whose next promise is past its time.</param>
/// <param name="Waiting">Of them, those that wait for the customer.</param>
public sealed record HandlerLoad(long? HandlerId, string Name, bool Disabled, long Open, long Overdue, long Waiting);

/// <summary>A case that has been open for long.</summary>
public sealed record OldCase
{
    /// <summary>The case.</summary>
    public required long Id { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseState State { get; init; }

    /// <summary>General or major.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The owning department.</summary>
    public required long DepartmentId { get; init; }

    /// <summary>Who works it, or null.</summary>
    public required string? Handler { get; init; }

    /// <summary>When it was received.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>When its next promise is due; null while none runs.</summary>
    public required Instant? DueAt { get; init; }

    /// <summary>Which promise that is.</summary>
    public required PromiseKind? DuePromise { get; init; }
}
