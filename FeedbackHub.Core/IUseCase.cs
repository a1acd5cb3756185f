using FeedbackHub.Core.Access;

namespace FeedbackHub.Core;

/// <summary>
/// One thing somebody can do with the hub: one file with its request, its failures and this handler. It checks
/// <see cref="Requires"/> itself, opens its own database context and commits once. Pages, endpoints and the hub call the same
/// use cases, and a test enumerates them all against every role.
/// </summary>
public interface IUseCase<in TRequest, TOutcome>
{
    /// <summary>The permission (<see cref="Permissions"/>) without which nothing happens.</summary>
    static abstract string Requires { get; }

    /// <summary>Does it, for this actor.</summary>
    Task<Result<TOutcome>> ExecuteAsync(Actor actor, TRequest request, CancellationToken cancel = default);
}
