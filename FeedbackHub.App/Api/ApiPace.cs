using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace FeedbackHub.App.Api;

/// <summary>How fast one caller may ask: a bucket of requests for each token or person.</summary>
public sealed class ApiPace(ApiOptions options, ApiProblems problems) : IEndpointFilter, IDisposable
{
    private readonly PartitionedRateLimiter<ApiCaller> limiter = PartitionedRateLimiter.Create<ApiCaller, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller.Key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = Math.Max(1, options.RequestsPerMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (await ApiCaller.BindAsync(context.HttpContext) is not { } caller)
        {
            return problems.Of("unauthenticated");
        }

        using var lease = limiter.AttemptAcquire(caller);
        if (lease.IsAcquired)
        {
            return await next(context);
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        context.HttpContext.Response.Headers[HeaderNames.RetryAfter] = wait.ToString(CultureInfo.InvariantCulture);
        return problems.Of("too-many-requests");
    }

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();
}
