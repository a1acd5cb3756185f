using FeedbackHub.App.Public;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedbackHub.App.Shell;

/// <summary>
/// Answers what goes wrong at an address of the staff area with a page in the person's language, and a reference under which
/// the log has the rest.
/// </summary>
public static class StaffFaults
{
    /// <summary>Comes after languages and security headers, so that the page has both. Developers see the fault itself.</summary>
    public static void UseStaffFaults(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StaffFaults));
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested
                && e is not BadHttpRequestException && context.Request.Path.StartsWithSegments(StaffArea.Home))
            {
                log.LogError(e, "The staff page {Path} failed; the person was given the reference {Reference}.", context.Request.Path, context.TraceIdentifier);
                context.Response.ContentLength = null;
                context.Response.Headers.Remove("Content-Disposition");
                if (StorageFault.IsOne(e))
                {
                    PublicPage.AskToWait(context, StorageFault.Wait);
                    await Page("Away", StatusCodes.Status503ServiceUnavailable, context.TraceIdentifier).ExecuteAsync(context);
                    return;
                }

                await Page("Fault", StatusCodes.Status500InternalServerError, context.TraceIdentifier).ExecuteAsync(context);
            }
        });
    }

    /// <summary>A page that says that this is not for the person.</summary>
    public static IResult Refused() => Page("Refused", StatusCodes.Status403Forbidden, null);

    private static RazorComponentResult<StaffNoticePage> Page(string notice, int status, string? reference) =>
        new(new Dictionary<string, object?> { [nameof(StaffNoticePage.Notice)] = notice, [nameof(StaffNoticePage.Reference)] = reference })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
}
