using FeedbackHub.App.Health;
using FeedbackHub.App.Public;
using Microsoft.AspNetCore.StaticAssets;

namespace FeedbackHub.App.Shell;

/// <summary>Whether the hub is open. It listens from its first second, but answers only once its database is ready.</summary>
public sealed class Opening
{
    private volatile bool isOpen;

    /// <summary>True once everything can be answered.</summary>
    public bool IsOpen => isOpen;

    /// <summary>Opens it.</summary>
    internal void Open() => isOpen = true;
}

/// <summary>The door of a hub that is not open yet.</summary>
internal static class OpeningDoor
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Asks people (by a page that looks again by itself) and programs to wait. Nothing is taken in that could not be kept:
    /// a form sent now is refused and still in the browser.
    /// </summary>
    public static void UseOpening(this WebApplication app)
    {
        var opening = app.Services.GetRequiredService<Opening>();
        app.Use(async (context, next) =>
        {
            if (opening.IsOpen || context.Request.Path.StartsWithSegments(HealthEndpoints.Path)
                || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            {
                await next(context);
                return;
            }

            PublicPage.AskToWait(context, Wait);
            context.Response.Headers.CacheControl = "no-store";
            var path = context.Request.Path;
            if (path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs"))
            {
                await Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            }
            else if (HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.Headers["Refresh"] = PublicPage.Seconds(Wait);
                await PublicPage.Notice(NoticeKind.Opening, StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            }
            else
            {
                await PublicPage.Notice(NoticeKind.Broken, StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            }
        });
    }
}
