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
    /// Which department (null: a new one); its name in both languages; the version that was looked at; and its calendar (null:
    /// the company's), to change which takes <see cref="Permissions.SetupManage"/> too.
    /// </summary>
    public sealed record Request(long? Id, Bilingual Name, bool Disabled = false, int SeenVersion = 0, long? CalendarId = null);

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

        (department.Name, department.Disabled, department.CalendarId) = (name, request.Disabled, request.CalendarId);
        if (request.Id is null)
        {
            change.Db.Departments.Add(department);
        }

        if (change.Db.ChangeTracker.HasChanges())
        {
            change.Record(JournalKind.DepartmentChanged, department);
        }

        return department;
    }
}

/// <summary>New cases would have nowhere to go: this is the last department that is open.</summary>
public sealed record LastDepartment : Failure;
