using System.Collections;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// All promises of one case by kind, then generation, oldest first. Past generations stay: a promise once broken is not
/// forgotten because the case was reopened. Empty when the case has not started.
/// </summary>
public sealed class CasePromises : IReadOnlyList<Promise>
{
    private readonly Promise[] promises;

    internal CasePromises(IEnumerable<Promise> promises, PromiseTargets? targets)
    {
        this.promises = [.. promises];
        Targets = targets;
    }

    /// <summary>What the policy promises such a case now; null when it has not started.</summary>
    public PromiseTargets? Targets { get; }

    /// <summary>How they are watched.</summary>
    internal Ladder Ladder { get; set; } = Ladder.Default;

    /// <summary>That the customer is waited for; null where they are not.</summary>
    internal Waiting? Waiting { get; set; }

    /// <inheritdoc/>
    public int Count => promises.Length;

    /// <inheritdoc/>
    public Promise this[int index] => promises[index];

    /// <summary>The newest promise of a kind; null when the case has not started.</summary>
    public Promise? Current(PromiseKind kind) => Array.FindLast(promises, promise => promise.Kind == kind);

    /// <inheritdoc/>
    public IEnumerator<Promise> GetEnumerator() => promises.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
