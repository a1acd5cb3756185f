using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Public;

/// <summary>The page of the service commitment, in words.</summary>
/// <param name="Kinds">By kind of case.</param>
/// <param name="Counted">How time is counted, in sentences.</param>
/// <param name="AsOf">When the figures were read.</param>
public sealed record CommitmentModel(IReadOnlyList<CommittedKind> Kinds, IReadOnlyList<string> Counted, string AsOf)
{
    /// <summary>How decisions are reviewed, and whom one can turn to after that; null leaves it out.</summary>
    public ReviewOptions? Review { get; init; }
}

/// <summary>What is promised for a kind of case, and how it was kept.</summary>
/// <param name="Name">One of <see cref="FilingForm.Kinds"/>.</param>
/// <param name="Promises">Each promise with its shares.</param>
/// <param name="Special">What is promised otherwise, when.</param>
/// <param name="Times">How long it took, in sentences.</param>
public sealed record CommittedKind(string Name, IReadOnlyList<CommittedPromise> Promises, IReadOnlyList<CommittedOtherwise> Special, IReadOnlyList<string> Times);

/// <summary>A promise and how it was kept over the shorter and the longer period.</summary>
public sealed record CommittedPromise(string Promise, CommittedShare Recent, CommittedShare All);

/// <summary>What share was kept.</summary>
/// <param name="Figure">The share; null where there is none to tell.</param>
/// <param name="Words">Of how many, or why there is no share.</param>
public sealed record CommittedShare(string? Figure, string Words);

/// <summary>What is promised under conditions.</summary>
/// <param name="When">The conditions.</param>
/// <param name="Promises">What is promised then.</param>
public sealed record CommittedOtherwise(string When, IReadOnlyList<string> Promises);
