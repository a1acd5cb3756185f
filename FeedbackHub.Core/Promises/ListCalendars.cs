using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Promises;

/// <summary>All calendars, the company's first, each with who counts by it and what it is missing.</summary>
public sealed class ListCalendars(HubDatabase database, PromiseBook promises) : IUseCase<ListCalendars.Request, IReadOnlyList<CalendarRow>>
{
    /// <summary>With disabled ones or without.</summary>
    public sealed record Request(bool WithDisabled = true);

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<CalendarRow>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        actor.Can(Requires)
            ? await database.ReadAsync(db => ReadAsync(db, request, cancel), cancel)
            : new NotAllowed(Requires);

    private async Task<List<CalendarRow>> ReadAsync(HubContext db, Request request, CancellationToken cancel)
    {
        var found = await db.Calendars.OrderBy(c => c.Id)
            .Select(c => new { Row = c, Newest = db.CalendarVersions.Where(v => v.CalendarId == c.Id).Max(v => v.Id) })
            .ToListAsync(cancel);
        var users = (await db.Departments.Where(d => d.CalendarId != null).Select(d => new { d.CalendarId, d.Name }).ToListAsync(cancel))
            .Concat(await db.Segments.Where(s => s.CalendarId != null).Select(s => new { s.CalendarId, s.Name }).ToListAsync(cancel))
            .ToLookup(u => u.CalendarId, u => u.Name);
        var rows = new List<CalendarRow>();
        foreach (var one in found)
        {
            // A few calendars, each version of which is read once in the life of the process.
            var calendar = await promises.CalendarAsync(db, one.Newest, cancel);
            rows.Add(new CalendarRow(
                one.Row.Id, one.Row.Name, one.Row.Disabled, one.Row.Version, one.Row == found[0].Row,
                [.. users[one.Row.Id]], PublicHolidays.MissingIn(calendar, database.Now)));
        }

        return [.. rows.Where(r => request.WithDisabled || !r.Disabled)];
    }
}

/// <summary>A calendar.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Name">Its name.</param>
/// <param name="Disabled">True where it can be chosen no more.</param>
/// <param name="Version">To rename it from.</param>
/// <param name="IsCompany">True for the one that counts wherever no other is chosen.</param>
/// <param name="UsedBy">The departments and customer segments that count by it.</param>
/// <param name="Missing">A year of public holidays that is missing in it; null where none is.</param>
public sealed record CalendarRow(long Id, Bilingual Name, bool Disabled, int Version, bool IsCompany, IReadOnlyList<Bilingual> UsedBy, MissingYear? Missing);
