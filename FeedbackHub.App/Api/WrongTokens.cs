using System.Threading.RateLimiting;

namespace FeedbackHub.App.Api;

/// <summary>How many wrong tokens one address may try within five minutes. Those that are right do not count.</summary>
public sealed class WrongTokens(ApiOptions options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<string> wrong = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.WrongTokensPerAddress, Window = Window }));

    /// <summary>How long an address has to wait; null where it has not tried too often.</summary>
    public TimeSpan? WaitOf(HttpContext context)
    {
        // Nothing is taken by asking for no permit; it is refused where there is none left.
        using var asked = wrong.AttemptAcquire(AddressOf(context), 0);
        return asked.IsAcquired ? null : asked.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    /// <summary>Counts a wrong one.</summary>
    public void Count(HttpContext context) => wrong.AttemptAcquire(AddressOf(context)).Dispose();

    /// <inheritdoc />
    public void Dispose() => wrong.Dispose();

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
