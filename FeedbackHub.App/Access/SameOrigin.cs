namespace FeedbackHub.App.Access;

/// <summary>
/// Whether a request was sent from a page of ours. For the small forms of the staff area (signing out, language and theme),
/// which stand on pages that stay open longer than an anti-forgery token is good. The browser says where a post comes from:
/// in <c>Sec-Fetch-Site</c>, and, where that is missing, in <c>Origin</c>. A request that says neither is no browser's post.
/// </summary>
public static class SameOrigin
{
    /// <summary>True if it comes from here.</summary>
    public static bool Is(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].FirstOrDefault() is { } site
            ? site == "same-origin"
            : Uri.TryCreate(request.Headers.Origin.FirstOrDefault(), UriKind.Absolute, out var origin)
                && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses an endpoint's requests from elsewhere.</summary>
    public static TBuilder RequireSameOrigin<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter(async (context, next) =>
            Is(context.HttpContext.Request) ? await next(context) : Results.StatusCode(StatusCodes.Status400BadRequest));
}
