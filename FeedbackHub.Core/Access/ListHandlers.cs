using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>To whom a case can be given, with what each has on the desk already.</summary>
public sealed class ListHandlers(HubDatabase database) : IUseCase<ListHandlers.Request, IReadOnlyList<HandlerView>>
{
    /// <summary>For which case (the person complained about is left out, and under review those who had a part in it), and of which department; null for any.</summary>
    public sealed record Request(long? CaseId = null, long? DepartmentId = null);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<HandlerView>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<IReadOnlyList<HandlerView>>>(async db =>
        {
            var workers = Permissions.RolesWith(Requires);
            var people = db.Staff.Where(s => !s.Disabled && (s.Roles & workers) != 0);
            if (request.DepartmentId is { } department)
            {
                people = people.Where(s => s.Departments.Any(d => d.DepartmentId == department));
            }

            if (request.CaseId is { } id)
            {
                var found = await db.Cases.VisibleTo(actor).SingleOrDefaultAsync(c => c.Id == id, cancel);
                if (found is null)
                {
                    return new NotFound();
                }

                var part = await TookPart.AllAsync(db, found, cancel);
                people = people.Where(s => s.Id != found.ConcernsStaffId && !part.Contains(s.Id));
            }

            var open = await db.Tallies.Where(t => t.Measure == Measure.OpenByState && t.HandlerId > 0)
                .GroupBy(t => t.HandlerId).Select(g => new { g.Key, Count = g.Sum(t => t.Count) })
                .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            var rows = await people.OrderBy(s => s.Name).ThenBy(s => s.Id)
                .Select(s => new { s.Id, s.Name, Departments = s.Departments.Select(d => d.DepartmentId).ToList() })
                .ToListAsync(cancel);
            return rows.ConvertAll(s => new HandlerView(s.Id, s.Name, s.Departments, open.GetValueOrDefault(s.Id)));
        }, cancel);
    }
}

/// <summary>Somebody a case can be given to.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Departments">Where; empty for who works everywhere.</param>
/// <param name="OpenCases">How many open cases they handle.</param>
public sealed record HandlerView(long Id, string Name, IReadOnlyList<long> Departments, long OpenCases);
