using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>A business calendar as it counts for new cases, to be edited.</summary>
public sealed class ReadCalendar(HubDatabase database, PromiseBook promises) : IUseCase<ReadCalendar.Request, CalendarInForce>
{
    /// <summary>Which calendar; null: the company's.</summary>
    public sealed record Request(long? CalendarId = null);

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
                var company = await db.Calendars.MinAsync(c => c.Id, cancel);
                var id = request.CalendarId ?? company;
                var found = await db.CalendarVersions.Where(v => v.CalendarId == id).OrderByDescending(v => v.Id)
                    .Join(db.Calendars, v => v.CalendarId, c => c.Id, (v, c) => new { v.Id, v.CreatedAt, c.Name, c.Disabled })
                    .FirstOrDefaultAsync(cancel);
                return found is null
                    ? (Result<CalendarInForce>)new NotFound()
                    : new CalendarInForce(
                        found.Id, CalendarDocument.Of(await promises.CalendarAsync(db, found.Id, cancel)), found.CreatedAt, id, found.Name, found.Disabled, id == company);
            },
            cancel);
    }
}

/// <summary>A calendar in force.</summary>
/// <param name="VersionId">To change it from.</param>
/// <param name="Document">What it says.</param>
/// <param name="Since">Since when new cases are promised by it.</param>
/// <param name="CalendarId">Which calendar it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Disabled">True where it can be chosen no more.</param>
/// <param name="IsCompany">True for the one that counts wherever no other is chosen.</param>
public sealed record CalendarInForce(
    long VersionId, CalendarDocument Document, Instant Since, long CalendarId, Bilingual Name, bool Disabled, bool IsCompany);
