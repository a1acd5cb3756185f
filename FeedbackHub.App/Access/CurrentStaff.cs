using System.Globalization;
using System.Security.Claims;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace FeedbackHub.App.Access;

/// <summary>
/// The signed-in person of a circuit, as an actor made afresh for every use case: whoever is disabled meanwhile can do
/// nothing more, whatever their screen still shows.
/// </summary>
public sealed class CurrentStaff(AuthenticationStateProvider authentication, Actors actors)
{
    /// <summary>The person as an actor now; null when nobody is signed in or they were disabled.</summary>
    public async Task<Actor?> FindActorAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return IdOf(user) is { } id ? await actors.ForStaffAsync(id) : null;
    }

    /// <summary>Runs a use case for the person.</summary>
    public async Task<Result<TOutcome>> DoAsync<TRequest, TOutcome>(IUseCase<TRequest, TOutcome> useCase, TRequest request, CancellationToken cancel = default) =>
        await FindActorAsync() is { } actor
            ? await useCase.ExecuteAsync(actor, request, cancel)
            : new SignedOut();

    /// <summary>The staff id that a cookie carries; null for anybody else.</summary>
    public static long? IdOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>Nobody is signed in any more.</summary>
public sealed record SignedOut : Failure;
