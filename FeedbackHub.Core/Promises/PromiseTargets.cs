using System.Text.Json.Serialization;

namespace FeedbackHub.Core.Promises;

/// <summary>How long each promise of a case has (R2.1.3, R5.3.2).</summary>
/// <param name="Acknowledge">From filing until the customer hears that the case is in hand.</param>
/// <param name="Reply">From filing, or reopening, until the first reply.</param>
/// <param name="Resolve">From filing, or reopening, until it is resolved.</param>
public sealed record PromiseTargets(PromiseTarget Acknowledge, PromiseTarget Reply, PromiseTarget Resolve)
{
    /// <summary>From each word to the customer until the next, as long as it is not resolved; null where none is promised.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PromiseTarget? Progress { get; init; }

    /// <summary>From filing until the final response at the latest, whatever is waited for; null where none is promised.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PromiseTarget? Final { get; init; }

    /// <summary>What is promised of a review where the policy says nothing: no review is without a time.</summary>
    public static readonly PromiseTarget ReviewAtLeast = PromiseTarget.WorkingDays(15);

    /// <summary>From the asking for a review until its result; null: <see cref="ReviewAtLeast"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PromiseTarget? Review { get; init; }

    /// <summary>The target of one kind of promise; null where it is not promised.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number that is no kind of promise.</exception>
    public PromiseTarget? For(PromiseKind kind) => kind switch
    {
        PromiseKind.Acknowledge => Acknowledge,
        PromiseKind.Reply => Reply,
        PromiseKind.Resolve => Resolve,
        PromiseKind.Progress => Progress,
        PromiseKind.Final => Final,
        PromiseKind.Review => Review ?? ReviewAtLeast,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such promise."),
    };
}
