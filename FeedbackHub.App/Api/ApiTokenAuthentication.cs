using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FeedbackHub.App.Api;

/// <summary>
/// Signs other programs in by <c>Authorization: Bearer fh_…</c>. Each request makes the actor anew: a revoked token is refused at
/// its next use. Browsers cannot send headers with a WebSocket, so the live hub alone also takes <c>?access_token=</c>.
/// </summary>
public sealed class ApiTokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Actors actors, ApiProblems problems, WrongTokens wrong)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "ApiToken";

    private const string Prefix = "Bearer ";

    private TimeSpan? toWait;

    /// <summary>The token that a request brings along; null where it brings none.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim()
            : request.Path.StartsWithSegments("/hubs") && request.Query["access_token"].ToString() is { Length: > 0 } asked ? asked
            : null;
    }

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (wrong.WaitOf(Context) is { } wait)
        {
            toWait = wait;
            return AuthenticateResult.Fail("Too many wrong tokens came from this address.");
        }

        if (await actors.ForTokenAsync(token, Context.RequestAborted) is not { } program)
        {
            wrong.Count(Context);
            return AuthenticateResult.Fail("The token is unknown or revoked.");
        }

        Context.Features.Set(new ApiCaller(program));
        // Not the name identifier, which is a staff member's.
        var claim = new Claim("token", program.Id!.Value.ToString(CultureInfo.InvariantCulture));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([claim], Name)), Name));
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (toWait is { } wait)
        {
            Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return problems.WriteAsync(Context, "too-many-requests");
        }

        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return problems.WriteAsync(Context, "unauthenticated");
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        problems.WriteAsync(Context, "not-allowed");
}
