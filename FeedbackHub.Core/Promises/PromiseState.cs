namespace FeedbackHub.Core.Promises;

/// <summary>Where a promise stands. Whether a running promise is broken depends on the time: see <see cref="Promise.IsBroken"/>.</summary>
public enum PromiseState
{
    /// <summary>The clock counts.</summary>
    Running = 1,

    /// <summary>The customer is waited for; the clock stands still.</summary>
    Paused = 2,

    /// <summary>What was promised has happened, in time or late.</summary>
    Met = 3,

    /// <summary>The case ended, or was reopened and so promised anew, before this promise was met.</summary>
    Ended = 4,
}
