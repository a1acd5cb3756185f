using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>The business calendar that counts for new cases, as it is edited.</summary>
public sealed class ReadCalendar(HubDatabase database, PromiseBook promises) : IUseCase<ReadCalendar.Request, CalendarInForce>
{
    /// <summary>Nothing to choose: it is the one in force.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public async Task<Result<CalendarInForce>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync(
            async db =>
            {
                var newest = await db.Calendars.OrderByDescending(c => c.Id).Select(c => new { c.Id, c.CreatedAt }).FirstAsync(cancel);
                return new CalendarInForce(newest.Id, CalendarDocument.Of(await promises.CalendarAsync(db, newest.Id, cancel)), newest.CreatedAt);
            },
            cancel);
    }
}

/// <summary>The calendar in force.</summary>
/// <param name="VersionId">To change it from.</param>
/// <param name="Document">What it says.</param>
/// <param name="Since">Since when new cases are promised by it.</param>
public sealed record CalendarInForce(long VersionId, CalendarDocument Document, Instant Since);
