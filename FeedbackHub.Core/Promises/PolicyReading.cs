namespace FeedbackHub.Core.Promises;

/// <summary>What came of making a promise policy from what an administrator entered.</summary>
public abstract record PolicyReading
{
    private PolicyReading()
    {
    }

    /// <summary>The policy is sound.</summary>
    /// <param name="Policy">The policy, ready to promise by.</param>
    public sealed record Accepted(PromisePolicy Policy) : PolicyReading;

    /// <summary>The policy cannot be used.</summary>
    /// <param name="Problems">Everything that is wrong with it, at least one.</param>
    public sealed record Rejected(IReadOnlyList<PolicyProblem> Problems) : PolicyReading;
}
