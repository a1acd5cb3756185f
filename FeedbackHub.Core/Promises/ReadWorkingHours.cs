using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Promises;

/// <summary>The company's calendar as it is now: pages need its zone to write times, and its hours to see what is due soon.</summary>
public sealed class ReadWorkingHours(HubDatabase database, PromiseBook promises) : IUseCase<ReadWorkingHours.Request, BusinessCalendar>
{
    /// <summary>The present one.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<BusinessCalendar>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        actor.Can(Requires)
            ? await database.ReadAsync(async db => (await promises.CurrentAsync(db, cancel)).Calendar, cancel)
            : new NotAllowed(Requires);
}
