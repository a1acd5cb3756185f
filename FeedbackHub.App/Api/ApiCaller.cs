using FeedbackHub.App.Access;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Api;

/// <summary>Who calls the API, as an actor of this request.</summary>
public sealed record ApiCaller(Actor Actor)
{
    /// <summary>Which caller, for counting requests: no two callers share it.</summary>
    public string Key => $"{Actor.Kind}:{Actor.Id}";

    /// <summary>The caller of a request that has been let in; null for a person disabled just now.</summary>
    public static async ValueTask<ApiCaller?> BindAsync(HttpContext context)
    {
        if (context.Features.Get<ApiCaller>() is { } known)
        {
            return known;
        }

        var actors = context.RequestServices.GetRequiredService<Actors>();
        if (CurrentStaff.IdOf(context.User) is not { } id || await actors.ForStaffAsync(id, context.RequestAborted) is not { } actor)
        {
            return null;
        }

        var caller = new ApiCaller(actor);
        context.Features.Set(caller);
        return caller;
    }

    /// <summary>Runs a use case on a case that is named by its number.</summary>
    public async Task<Result<TOutcome>> OnCaseAsync<TRequest, TOutcome>(
        FindCase find, string number, IUseCase<TRequest, TOutcome> useCase, Func<long, TRequest> request, CancellationToken cancel)
    {
        var found = await find.ExecuteAsync(Actor, new FindCase.Request(number), cancel);
        return found.Succeeded ? await useCase.ExecuteAsync(Actor, request(found.Value), cancel) : found.Failure;
    }
}
