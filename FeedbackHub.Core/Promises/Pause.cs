using System.Collections;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>A stretch of real time in which a promise stood still, half-open.</summary>
/// <param name="From">When waiting for the customer began.</param>
/// <param name="To">When it ended; null while it lasts.</param>
public readonly record struct Pause(Instant From, Instant? To);

/// <summary>The pauses of one promise in order, none touching the next. Equal when the pauses are.</summary>
public sealed class PauseList : IReadOnlyList<Pause>, IEquatable<PauseList>
{
    private readonly Pause[] pauses;

    internal PauseList(IEnumerable<Pause> pauses) => this.pauses = [.. pauses];

    /// <summary>No pause.</summary>
    internal static PauseList None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => pauses.Length;

    /// <inheritdoc/>
    public Pause this[int index] => pauses[index];

    /// <summary>The same, the last of which has no end, with an end.</summary>
    internal PauseList EndingAt(Instant at) => new([.. pauses[..^1], .. pauses[^1].From < at ? [pauses[^1] with { To = at }] : Array.Empty<Pause>()]);

    /// <summary>What of them lies after an instant.</summary>
    internal PauseList From(Instant at) => new(
        pauses.Where(pause => !(pause.To <= at)).Select(pause => pause with { From = Instant.Max(pause.From, at) }));

    /// <summary>What of them lies before an instant.</summary>
    internal PauseList Before(Instant at) => new(
        pauses.Where(pause => pause.From < at).Select(pause => pause with { To = pause.To < at ? pause.To : at }));

    /// <summary>True where the last moment before an instant is paused.</summary>
    internal bool CoverEnd(Instant end) => Array.Exists(pauses, pause => pause.From < end && (pause.To is null || pause.To >= end));

    /// <inheritdoc/>
    public bool Equals(PauseList? other) => other is not null && pauses.AsSpan().SequenceEqual(other.pauses);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PauseList);

    /// <inheritdoc/>
    public override int GetHashCode() => pauses.Length == 0 ? 0 : HashCode.Combine(pauses.Length, pauses[^1]);

    /// <inheritdoc/>
    public IEnumerator<Pause> GetEnumerator() => pauses.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
