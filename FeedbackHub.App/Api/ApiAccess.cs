using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace FeedbackHub.App.Api;

/// <summary>
/// Who may call: programs by token. Signed-in staff may read with their cookie, and listen, but never write by it: a foreign
/// page could make their browser send that cookie along, and no page can make it send a token.
/// </summary>
public static class ApiAccess
{
    private const string Either = "ApiTokenOrCookie";

    /// <summary>The condition on API and live hub: signed in, and still somebody (a cookie outlives its person's disabling by seconds).</summary>
    public static AuthorizationPolicy Policy { get; } = new AuthorizationPolicyBuilder(Either)
        .RequireAuthenticatedUser()
        .RequireAssertion(async context => context.Resource is HttpContext http && await ApiCaller.BindAsync(http) is not null)
        .Build();

    /// <summary>Adds signing in by token.</summary>
    public static void AddApiAccess(this IServiceCollection services) => services.AddAuthentication()
        .AddScheme<AuthenticationSchemeOptions, ApiTokenAuthentication>(ApiTokenAuthentication.Name, null)
        .AddPolicyScheme(Either, null, options =>
        {
            options.ForwardDefaultSelector = context => TakesCookie(context.Request) ? IdentityConstants.ApplicationScheme : ApiTokenAuthentication.Name;
            options.ForwardChallenge = options.ForwardForbid = ApiTokenAuthentication.Name;
        });

    private static bool TakesCookie(HttpRequest request) =>
        ApiTokenAuthentication.TokenOf(request) is null && (HttpMethods.IsGet(request.Method) || request.Path.StartsWithSegments("/hubs")) && IsOwnOrigin(request);

    /// <summary>A WebSocket may be opened from anywhere; browsers say from where.</summary>
    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && new HostString(from.Authority).Equals(request.Host));
}
