using FeedbackHub.Core.Access;
using FeedbackHub.Core.Dashboards;

namespace FeedbackHub.App.Public;

/// <summary>The service commitment, kept for a short time: many may look at once, and it is the same for all of them.</summary>
public sealed class KeptCommitment(ReadCommitment read, PublicOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private (Task<ServiceCommitment> What, DateTimeOffset Until)? kept;

    /// <summary>What it says now, or said a moment ago. Who goes away while it is read leaves it to the others.</summary>
    public Task<ServiceCommitment> ReadAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (kept is not { What.IsFaulted: false } known || time.GetUtcNow() >= known.Until)
            {
                kept = known = (ReadNowAsync(), time.GetUtcNow() + TimeSpan.FromMinutes(options.CommitmentMinutes));
            }

            return known.What.WaitAsync(cancel);
        }
    }

    private async Task<ServiceCommitment> ReadNowAsync() => (await read.ExecuteAsync(Actor.Public, new ReadCommitment.Request(), CancellationToken.None)).Value;
}
