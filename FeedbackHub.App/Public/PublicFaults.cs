using FeedbackHub.Core.Data;

namespace FeedbackHub.App.Public;

/// <summary>
/// Answers a fault on a public page with a page: what happened in plain words, what is safe, and something to quote. The
/// log has the rest under the same reference.
/// </summary>
internal static class PublicFaults
{
    /// <summary>
    /// Answers with a page where nothing of the public site is to be found. Looks at what came of the request, and is no
    /// route that takes every address: such a one would also take what the API refuses for its method or content type.
    /// </summary>
    public static void UsePublicNotFound(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, ContentType: null, ContentLength: null }
            && !HomeEndpoints.IsOthers(context.Request.Path))
        {
            context.Response.Headers.CacheControl = "no-cache, no-store";
            await PublicPage.Notice(NoticeKind.NotFound, context.Response.StatusCode).ExecuteAsync(context);
        }
    });

    /// <summary>Comes after languages and security headers, so that the page has both. Developers see the fault itself.</summary>
    public static void UsePublicFaults(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PublicFaults));
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && !HomeEndpoints.IsOthers(context.Request.Path))
            {
                // Which page, and not its address: that may hold a tracking code.
                log.LogError(e, "The public page {Page} failed; the visitor was given the reference {Reference}.", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)", context.TraceIdentifier);
                context.Response.ContentLength = null;
                if (StorageFault.IsOne(e))
                {
                    await PublicPage.Away(context).ExecuteAsync(context);
                    return;
                }

                await PublicPage.Notice(NoticeKind.SomethingWrong, StatusCodes.Status500InternalServerError, context.TraceIdentifier).ExecuteAsync(context);
            }
        });
    }
}
