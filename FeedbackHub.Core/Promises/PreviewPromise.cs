using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>What would be promised if a case were filed now, so that the form can say by when the customer will hear.</summary>
public sealed class PreviewPromise(HubDatabase database, PromiseBook promises) : IUseCase<PreviewPromise.Request, PromisePreview>
{
    /// <summary>Of which kind and severity.</summary>
    public sealed record Request(CaseKind Kind, Severity Severity = Severity.General);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesFile;

    /// <inheritdoc />
    public async Task<Result<PromisePreview>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        if (!Enum.IsDefined(request.Kind) || !Enum.IsDefined(request.Severity))
        {
            return new Invalid(nameof(Request.Kind), "Choose");
        }

        var rules = await database.ReadAsync(db => promises.CurrentAsync(db, cancel), cancel);
        var now = database.Now;
        var made = PromiseClock.Replay([new PromiseFact.Started(now, 1, new CaseTraits(request.Kind, request.Severity))], rules.Policy, rules.Calendar);
        return new PromisePreview(now, [.. made.Select(p => new PromisedTime(p.Kind, p.DueAt))], rules.Calendar.Zone.Id,
            new PromiseTerms(rules.Calendar, rules.Policy.For(request.Kind, request.Severity)));
    }
}

/// <summary>What would be promised.</summary>
/// <param name="At">If it were filed at this moment.</param>
/// <param name="Promises">By when the customer hears what.</param>
/// <param name="Zone">The company's IANA zone, for customers whose own is not known.</param>
/// <param name="Terms">What it is counted by.</param>
public sealed record PromisePreview(Instant At, IReadOnlyList<PromisedTime> Promises, string Zone, PromiseTerms Terms);

/// <summary>What the promises of a case are counted by.</summary>
/// <param name="Calendar">The working time.</param>
/// <param name="Targets">How much of it.</param>
public sealed record PromiseTerms(BusinessCalendar Calendar, PromiseTargets Targets);

/// <summary>One promise with its time.</summary>
/// <param name="Kind">What.</param>
/// <param name="DueAt">By when; null while paused.</param>
public sealed record PromisedTime(PromiseKind Kind, Instant? DueAt);
