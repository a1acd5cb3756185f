using FeedbackHub.Core;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Api;

/// <summary>What all work on a case through the API has in common: found by number, done, and answered with the case as it is then.</summary>
public sealed class CaseWork(FindCase find, ReadCase read, ApiProblems problems)
{
    /// <summary>Does it.</summary>
    public async Task<IResult> DoAsync<TRequest>(ApiCaller caller, string number, IUseCase<TRequest, Done> useCase, Func<long, TRequest> request, CancellationToken cancel)
    {
        var done = await caller.OnCaseAsync(find, number, useCase, request, cancel);
        if (!done.Succeeded)
        {
            return problems.Of(done.Failure);
        }

        var view = await caller.OnCaseAsync(find, number, read, id => new ReadCase.Request(id), cancel);
        // Handed over to a department that is not the caller's, it is done all the same.
        return view.Succeeded ? TypedResults.Ok(CaseResource.Of(view.Value)) : TypedResults.NoContent();
    }
}
