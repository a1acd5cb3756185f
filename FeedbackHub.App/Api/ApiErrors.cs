using System.Text.Json;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Data;

namespace FeedbackHub.App.Api;

/// <summary>Answers with a problem where no endpoint did: no such address, wrong method, a body that cannot be read, a fault of ours.</summary>
public sealed class ApiErrors(RequestDelegate next, ApiProblems problems, ILogger<ApiErrors> log)
{
    /// <summary>Runs the rest and looks at what came of it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            // What the reader of the body says of the caller's own text helps them; it quotes names and places, not content.
            await problems.WriteAsync(context, KindOf(problem.StatusCode), (problem.InnerException as JsonException)?.Message ?? problem.Message);
            return;
        }
        catch (Exception problem) when (!context.Response.HasStarted && StorageFault.IsOne(problem))
        {
            log.LogError(problem, "A request of the API was not accepted: storage failed");
            PublicPage.AskToWait(context, StorageFault.Wait);
            await problems.WriteAsync(context, "unavailable");
            return;
        }
        catch (Exception problem) when (!context.Response.HasStarted && problem is not OperationCanceledException)
        {
            log.LogError(problem, "A request of the API failed");
            await problems.WriteAsync(context, "internal");
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await problems.WriteAsync(context, KindOf(context.Response.StatusCode));
        }
    }

    private static string KindOf(int status) =>
        ApiProblems.Kinds.FirstOrDefault(k => k.Value == status).Key ?? (status >= StatusCodes.Status500InternalServerError ? "internal" : "malformed");
}
