using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>Makes a department, or renames, disables or enables one, or gives it another calendar. A disabled one gets no new cases; those it has stay with its people.</summary>
public sealed class SaveDepartment(HubDatabase database, Limits limits) : IUseCase<SaveDepartment.Request, SavedRow>
{
    /// <summary>
    /// Which department (null: a new one); its name in both languages; whether it is closed; the version that was looked at; who
    /// heads it; whether it is the one that decides about cases sent back too often; and its calendar (null: the company's), to change
    /// which takes <see cref="Permissions.SetupManage"/> too.
    /// </summary>
    public sealed record Request(long? Id, Bilingual Name, bool Disabled = false, int SeenVersion = 0, long? HeadId = null, bool Fallback = false, long? CalendarId = null);

    /// <inheritdoc />
    public static string Requires => Permissions.StaffManage;

    /// <inheritdoc />
    public async Task<Result<SavedRow>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var saved = await database.WriteAsync<Department>(actor, change => ApplyAsync(change, request, cancel), cancel);
        return saved.Succeeded ? new SavedRow(saved.Value.Id, saved.Value.Version) : saved.Failure;
    }

    private async Task<Result<Department>> ApplyAsync(Change change, Request request, CancellationToken cancel)
    {
        var department = request.Id is { } id ? await change.Db.Departments.SingleOrDefaultAsync(d => d.Id == id, cancel) : new Department();
        if (department is null)
        {
            return new NotFound();
        }

        if (request.Id is not null
            && await change.Db.ChangedSinceAsync(JournalKind.DepartmentChanged, department, department.Version, request.SeenVersion, [], cancel) is { } changed)
        {
            return changed;
        }

        var name = BothLanguages.Trim(request.Name);
        var problems = BothLanguages.Check(nameof(Request.Name), name, limits).ToList();
        var taken = change.Db.Departments.Where(d => d.Id != department.Id);
        if (problems.Count == 0 && await taken.AnyAsync(d => d.Name.En == name.En || d.Name.Zh == name.Zh, cancel))
        {
            problems.Add(new FieldProblem(nameof(Request.Name), "NameTaken"));
        }

        problems.AddRange(await ChosenCalendar.CheckAsync(change.Db, nameof(Request.CalendarId), request.CalendarId, department.CalendarId, cancel));
        if (request.HeadId is { } head && head != department.HeadId && !await CanHeadAsync(change.Db, head, cancel))
        {
            problems.Add(new FieldProblem(nameof(Request.HeadId), "NotAHead"));
        }

        if (problems.Count > 0)
        {
            return new Invalid(problems);
        }

        if (request.CalendarId != department.CalendarId && !change.Actor.Can(Permissions.SetupManage))
        {
            return new NotAllowed(Permissions.SetupManage);
        }

        if (request.Disabled && !await taken.AnyAsync(d => !d.Disabled, cancel))
        {
            return new LastDepartment();
        }

        (department.Name, department.Disabled, department.HeadId, department.Fallback, department.CalendarId) = (name, request.Disabled, request.HeadId, request.Fallback, request.CalendarId);
        if (request.Id is null)
        {
            change.Db.Departments.Add(department);
        }

        if (change.Db.ChangeTracker.HasChanges())
        {
            change.Record(JournalKind.DepartmentChanged, department);
        }

        if (request.Fallback)
        {
            // There is one at the most.
            foreach (var other in await taken.Where(d => d.Fallback).ToListAsync(cancel))
            {
                other.Fallback = false;
                change.Record(JournalKind.DepartmentChanged, other);
            }
        }

        return department;
    }

    /// <summary>A head reads the department's cases.</summary>
    private static Task<bool> CanHeadAsync(HubContext db, long staffId, CancellationToken cancel)
    {
        var readers = Permissions.RolesWith(Permissions.CasesRead);
        return db.Staff.AnyAsync(s => s.Id == staffId && !s.Disabled && (s.Roles & readers) != 0, cancel);
    }
}

/// <summary>New cases would have nowhere to go: this is the last department that is open.</summary>
public sealed record LastDepartment : Failure;
