using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// How often each department sent cases back, got them back, and had to decide, over some days: the cost is that of the returns in
/// them. Cases in which the reader is the person complained about do not count.
/// </summary>
public sealed class ReadReturns(HubDatabase database, PromiseBook promises) : IUseCase<ReadReturns.Request, IReadOnlyList<DepartmentReturns>>
{
    /// <summary>The most days that can be asked for.</summary>
    public const int MostDays = 366;

    /// <summary>Over how many days by the company's calendar, today included.</summary>
    public sealed record Request(int Days = 30);

    /// <inheritdoc />
    public static string Requires => Permissions.DashboardRead;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<DepartmentReturns>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        if (request.Days is < 1 or > MostDays)
        {
            return new Invalid(nameof(Request.Days), "Choose");
        }

        return await database.ReadAsync<Result<IReadOnlyList<DepartmentReturns>>>(async db =>
        {
            var zone = (await promises.CurrentAsync(db, cancel)).Calendar.Zone;
            var since = zone.AtStartOfDay(database.Now.InZone(zone).Date.PlusDays(1 - request.Days)).ToInstant();
            var groups = await db.Returns.Where(r => r.At >= since)
                .Join(db.Cases.VisibleTo(actor), r => r.CaseId, c => c.Id, (r, _) => r)
                .GroupBy(r => new { r.FromDepartmentId, r.ToDepartmentId, r.DecidedByDepartmentId })
                .Select(g => new { g.Key.FromDepartmentId, g.Key.ToDepartmentId, g.Key.DecidedByDepartmentId, Count = g.Count() })
                .ToListAsync(cancel);
            var departments = await db.Departments.OrderBy(d => d.Id).Select(d => new NamedBilingual(d.Id, d.Name)).ToListAsync(cancel);
            return departments.ConvertAll(d => new DepartmentReturns(
                d,
                groups.Where(g => g.FromDepartmentId == d.Id).Sum(g => g.Count),
                groups.Where(g => g.ToDepartmentId == d.Id).Sum(g => g.Count),
                groups.Where(g => g.DecidedByDepartmentId == d.Id).Sum(g => g.Count)))
                .FindAll(d => d is not { Made: 0, Received: 0, Decides: 0 });
        }, cancel);
    }
}

/// <summary>The returns that concern a department.</summary>
/// <param name="Department">Which.</param>
/// <param name="Made">It sent a case back so often.</param>
/// <param name="Received">A case it had handed over was sent back so often.</param>
/// <param name="Decides">As the fallback department it was left to decide so often.</param>
public sealed record DepartmentReturns(NamedBilingual Department, int Made, int Received, int Decides);
