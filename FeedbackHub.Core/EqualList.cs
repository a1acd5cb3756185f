using System.Collections;

namespace FeedbackHub.Core;

/// <summary>A list that equals another with equal items.</summary>
public sealed class EqualList<T>(IReadOnlyList<T> items) : IReadOnlyList<T>, IEquatable<EqualList<T>>
{
    /// <inheritdoc />
    public int Count => items.Count;

    /// <inheritdoc />
    public T this[int index] => items[index];

    /// <inheritdoc />
    public bool Equals(EqualList<T>? other) => other is not null && items.SequenceEqual(other);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as EqualList<T>);

    /// <inheritdoc />
    public override int GetHashCode() => items.Aggregate(0, HashCode.Combine);

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
