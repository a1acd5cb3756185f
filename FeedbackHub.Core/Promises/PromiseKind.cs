namespace FeedbackHub.Core.Promises;

/// <summary>What the customer was told would happen by when (R2.1.3). The numbers are stored: never renumber, only add.</summary>
public enum PromiseKind
{
    /// <summary>The customer hears that the case has arrived and is in hand. Never pauses.</summary>
    Acknowledge = 1,

    /// <summary>The customer gets a first reply to the matter. Pauses while the customer is waited for.</summary>
    Reply = 2,

    /// <summary>The matter is resolved. Pauses while the customer is waited for.</summary>
    Resolve = 3,

    /// <summary>The customer hears how it is going; promised anew with each word to them (R5.3.2). Pauses while the customer is waited for.</summary>
    Progress = 4,

    /// <summary>The final response, counted from the filing whatever comes between. Never pauses.</summary>
    Final = 5,

    /// <summary>The result of a review that the customer asked for. Never pauses.</summary>
    Review = 6,
}

/// <summary>Rules that hold for all promises of a kind.</summary>
public static class PromiseKinds
{
    /// <summary>All, in the order in which a case comes to them.</summary>
    public static readonly IReadOnlyList<PromiseKind> All =
        [PromiseKind.Acknowledge, PromiseKind.Reply, PromiseKind.Progress, PromiseKind.Resolve, PromiseKind.Final, PromiseKind.Review];

    /// <summary>Those that begin with the filing.</summary>
    internal static readonly PromiseKind[] OfFiling = [PromiseKind.Acknowledge, PromiseKind.Reply, PromiseKind.Resolve, PromiseKind.Final];

    /// <summary>Waiting for the customer is no excuse where nothing is needed from them.</summary>
    internal static bool Pauses(this PromiseKind kind) => kind is PromiseKind.Reply or PromiseKind.Resolve or PromiseKind.Progress;

    /// <summary>A reopened case is known to the customer already: it is replied to and resolved again, not acknowledged again.</summary>
    internal static bool StartsAnewOnReopening(this PromiseKind kind) => kind is PromiseKind.Reply or PromiseKind.Resolve;
}
