using FeedbackHub.Core.Cases;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.Core.Promises;

/// <summary>A promise of an open case whose due time is another under other rules.</summary>
/// <param name="Kind">What is promised.</param>
/// <param name="From">When it was due; null where it was not promised, or beyond the calendar.</param>
/// <param name="To">When it is due; null beyond the calendar.</param>
public sealed record DueMove(PromiseKind Kind, Instant? From, Instant? To)
{
    /// <summary>By how much, later being positive; what begins or ends to be due moves by nothing that could be said.</summary>
    public Duration By => From is { } from && To is { } to ? to - from : Duration.Zero;

    /// <summary>True where it was not overdue at a moment and is so now.</summary>
    public bool MakesOverdue(Instant now) => To < now && !(From < now);

    /// <summary>The moves from what is stored of a case to what was replayed: of promises that still run. Paused ones have no due time to move.</summary>
    internal static IReadOnlyList<DueMove> Of(Case stored, CasePromises replayed) =>
    [
        .. replayed.Where(promise => promise.State == PromiseState.Running)
            .Select(promise => new DueMove(
                promise.Kind, stored.Promises.Find(p => p.Kind == promise.Kind && p.Generation == promise.Generation)?.DueAt, promise.DueAt))
            .Where(move => move.From != move.To),
    ];

    /// <summary>As the journal keeps it.</summary>
    internal FieldChange ToFieldChange(Case one) => new(
        nameof(CasePromise),
        one.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        FieldOf(Kind),
        From is { } from ? InstantPattern.ExtendedIso.Format(from) : null,
        To is { } to ? InstantPattern.ExtendedIso.Format(to) : null);

    /// <summary>The name of the journal's field that holds the due times of a promise, in ISO 8601.</summary>
    public static string FieldOf(PromiseKind kind) => $"Due{kind}";

    /// <summary>The promise that a field of the journal is about; null where it is none.</summary>
    public static PromiseKind? KindOf(FieldChange change) =>
        change.On == nameof(CasePromise) && change.Field.StartsWith("Due", StringComparison.Ordinal) && Enum.TryParse<PromiseKind>(change.Field.AsSpan(3), out var kind) ? kind : null;

    /// <summary>The due time that the journal holds of it; null where there is none.</summary>
    public static Instant? ReadDue(string? text) => text is not null && InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var at } ? at : null;
}
