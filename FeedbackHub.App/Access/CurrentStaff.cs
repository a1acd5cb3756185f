using System.Globalization;
using System.Security.Claims;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
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
        return await FindIdAsync() is { } id ? await actors.ForStaffAsync(id) : null;
    }

    /// <summary>The person's id as their cookie says; null when nobody is signed in. They may have been disabled since.</summary>
    public async Task<long?> FindIdAsync() => IdOf((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>Runs a use case for the person.</summary>
    public async Task<Result<TOutcome>> DoAsync<TRequest, TOutcome>(IUseCase<TRequest, TOutcome> useCase, TRequest request, CancellationToken cancel = default)
    {
        try
        {
            return await FindActorAsync() is { } actor
                ? await useCase.ExecuteAsync(actor, request, cancel)
                : new SignedOut();
        }
        catch (Exception problem) when (typeof(TOutcome) == typeof(Done) && StorageFault.IsOne(problem))
        {
            // Whoever sends something reads that it was not accepted, and has what they typed. Reading throws: a page keeps
            // what it shows, and looks again.
            return new NotAccepted();
        }
    }

    /// <summary>The staff id that a cookie carries; null for anybody else.</summary>
    public static long? IdOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>Database or disk failed: it does not count as done.</summary>
public sealed record NotAccepted : Failure;

/// <summary>Nobody is signed in any more.</summary>
public sealed record SignedOut : Failure;
