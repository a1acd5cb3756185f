using System.Net;
using System.Threading.RateLimiting;
using FeedbackHub.App.Shell;

namespace FeedbackHub.App.Public;

/// <summary>How often one client address may do what costs us or could guess a code. Kept in memory, by the hour glass: all at once, then evenly.</summary>
public sealed class ClientLimits(PublicOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> filings = Make(options, options.Filings);
    private readonly PartitionedRateLimiter<IPAddress> posts = Make(options, options.Posts);
    private readonly PartitionedRateLimiter<IPAddress> lookUps = Make(options, options.LookUps);

    /// <summary>One case more; otherwise the time to wait.</summary>
    public TimeSpan? Filing(HttpContext context) => Wait(filings, context);

    /// <summary>One form more, right or not.</summary>
    public TimeSpan? Post(HttpContext context) => Wait(posts, context);

    /// <summary>One try of number and code more.</summary>
    public TimeSpan? LookUp(HttpContext context) => Wait(lookUps, context);

    /// <inheritdoc />
    public void Dispose()
    {
        filings.Dispose();
        posts.Dispose();
        lookUps.Dispose();
    }

    private static TimeSpan? Wait(PartitionedRateLimiter<IPAddress> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(ClientNetwork.Of(context));
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    private static PartitionedRateLimiter<IPAddress> Make(PublicOptions options, int permits) =>
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(client => RateLimitPartition.GetTokenBucketLimiter(client, _ => new()
        {
            TokenLimit = permits,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(options.LimitMinutes) / permits,
            QueueLimit = 0,
        }));
}
