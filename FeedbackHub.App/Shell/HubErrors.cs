using FeedbackHub.Core.Data;

namespace FeedbackHub.App.Shell;

/// <summary>What happens when something goes wrong that nobody foresaw: logged in full, told in plain words.</summary>
public static class HubErrors
{
    /// <summary>Catches what nothing else caught.</summary>
    public static void UseHubErrors(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.UseDeveloperExceptionPage();
        }
        else
        {
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                // A request that cannot be read is the sender's fault, not ours.
                StatusCodeSelector = problem => problem is BadHttpRequestException unreadable ? unreadable.StatusCode
                    : StorageFault.IsOne(problem) ? StatusCodes.Status503ServiceUnavailable
                    : StatusCodes.Status500InternalServerError,
            });
        }
    }
}
