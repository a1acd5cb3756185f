using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>How much working time each promise of a case has. All are positive.</summary>
/// <param name="Acknowledge">Working time until the case is acknowledged.</param>
/// <param name="Reply">Working time until the first reply.</param>
/// <param name="Resolve">Working time until the case is resolved.</param>
public sealed record PromiseTargets(Duration Acknowledge, Duration Reply, Duration Resolve)
{
    /// <summary>The target of one kind of promise, in working time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number that is no kind of promise.</exception>
    public Duration For(PromiseKind kind) => kind switch
    {
        PromiseKind.Acknowledge => Acknowledge,
        PromiseKind.Reply => Reply,
        PromiseKind.Resolve => Resolve,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such promise."),
    };
}
