using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>All departments, for whoever works here.</summary>
public sealed class ListDepartments(HubDatabase database) : IUseCase<ListDepartments.Request, IReadOnlyList<DepartmentView>>
{
    /// <summary>With disabled ones or without.</summary>
    public sealed record Request(bool WithDisabled = true);

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<DepartmentView>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync(
            db => db.Departments.Where(d => request.WithDisabled || !d.Disabled).OrderBy(d => d.Id)
                .Select(d => new DepartmentView(
                    d.Id, d.Name, d.Disabled, d.Version,
                    db.Staff.Count(s => !s.Disabled && s.Departments.Any(m => m.DepartmentId == d.Id)), d.CalendarId)
                {
                    HeadId = d.HeadId,
                    Head = db.Staff.Where(s => s.Id == d.HeadId).Select(s => s.Name).FirstOrDefault(),
                    Fallback = d.Fallback,
                })
                .ToListAsync(cancel),
            cancel);
    }
}

/// <summary>A department.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Name">Its name.</param>
/// <param name="Disabled">True where it gets no new cases.</param>
/// <param name="Version">To change it from.</param>
/// <param name="People">How many enabled people belong to it.</param>
/// <param name="CalendarId">The calendar that counts for what it receives; null: the company's.</param>
public sealed record DepartmentView(long Id, Bilingual Name, bool Disabled, int Version, int People, long? CalendarId)
{
    /// <summary>Who heads it; null for nobody.</summary>
    public long? HeadId { get; init; }

    /// <summary>Their name.</summary>
    public string? Head { get; init; }

    /// <summary>True for the one that decides about cases sent back too often.</summary>
    public bool Fallback { get; init; }
}
