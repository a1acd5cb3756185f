namespace FeedbackHub.Core.Promises;

/// <summary>All promises of one case, past generations included: a promise once broken stays visible after reopening.</summary>
/// <param name="All">Every promise by kind, then generation. Empty when the case has not started.</param>
public sealed record CasePromises(IReadOnlyList<Promise> All)
{
    /// <summary>The newest promise of a kind; null when the case has not started.</summary>
    public Promise? Current(PromiseKind kind) => All.LastOrDefault(promise => promise.Kind == kind);
}
