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
}

/// <summary>Rules that hold for all promises of a kind.</summary>
internal static class PromiseKinds
{
    public static readonly PromiseKind[] All = [PromiseKind.Acknowledge, PromiseKind.Reply, PromiseKind.Resolve];

    /// <summary>Waiting for the customer is no excuse for not acknowledging: that needs nothing from them.</summary>
    public static bool Pauses(this PromiseKind kind) => kind is not PromiseKind.Acknowledge;

    /// <summary>A reopened case is known to the customer already: it is replied to and resolved again, not acknowledged again.</summary>
    public static bool StartsAnewOnReopening(this PromiseKind kind) => kind is not PromiseKind.Acknowledge;
}
