using System.Net;
using System.Threading.RateLimiting;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;

namespace FeedbackHub.App.Access;

/// <summary>
/// How many attempts to sign in may fail from one address within five minutes. Lockout alone guards one account; this one
/// guards all of them against somebody who tries a common password on each. Attempts that succeed do not count.
/// </summary>
public sealed class SignInPace(AccessOptions options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<IPAddress> failures = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.FailedSignInsPerAddress, Window = Window }));

    /// <summary>True once an address has failed too often.</summary>
    public bool IsSpent(HttpContext context) => failures.GetStatistics(ClientNetwork.Of(context)) is { CurrentAvailablePermits: <= 0 };

    /// <summary>Counts a failure.</summary>
    public void CountFailure(HttpContext context) => failures.AttemptAcquire(ClientNetwork.Of(context)).Dispose();

    /// <inheritdoc />
    public void Dispose() => failures.Dispose();
}
