using FeedbackHub.App.Shell;
using FeedbackHub.Core.Health;

namespace FeedbackHub.App.Health;

/// <summary>
/// What watches the hub from outside asks here: anonymous, not rate limited, answered from the first second on. Nothing in
/// the answers is about anybody.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Where they are.</summary>
    public const string Path = "/health";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds what they need.</summary>
    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Health").Get<HealthOptions>() ?? new HealthOptions());
        builder.Services.AddSingleton<Readiness>();
    }

    /// <summary>Maps them.</summary>
    public static void MapHealth(this WebApplication app)
    {
        // Whether the process answers, and nothing else: a database that is away is no reason to start it anew.
        app.MapMethods($"{Path}/live", Methods, () => Answer(StatusCodes.Status200OK, new { status = "live" })).AllowAnonymous().ExcludeFromDescription();
        app.MapMethods($"{Path}/ready", Methods, ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Opening opening, Readiness readiness)
    {
        if (!opening.IsOpen)
        {
            return Answer(StatusCodes.Status503ServiceUnavailable, new { status = "not-ready", reasons = (string[])["opening"] });
        }

        var report = await readiness.LookAsync();
        var ready = report.Reasons.Count == 0;
        return Answer(ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, new
        {
            status = ready ? "ready" : "not-ready",
            reasons = report.Reasons,
            databaseMilliseconds = report.DatabaseMilliseconds,
            journalHead = report.JournalHead,
            tailEntries = report.TailEntries,
            tailSeconds = report.TailSeconds,
            freeBytes = report.FreeBytes,
        });
    }

    private static Uncached Answer(int status, object body) => new(Results.Json(body, statusCode: status));

    /// <summary>An answer that is true now only.</summary>
    private sealed class Uncached(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
