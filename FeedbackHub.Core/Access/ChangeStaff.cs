using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>
/// Changes what somebody is called and may do, or disables them. It takes effect at once: their sessions end, and the cases
/// of whoever can no longer work them go back to their departments.
/// </summary>
public sealed class ChangeStaff(HubDatabase database, CasesLeftBehind left, Limits limits) : IUseCase<ChangeStaff.Request, Done>
{
    /// <summary>What the page of somebody's own account changes does not disturb an administrator.</summary>
    private static readonly string[] TheirOwn =
    [
        nameof(StaffMember.Language), nameof(StaffMember.Theme), nameof(StaffMember.PasswordHash), nameof(StaffMember.SecurityStamp),
        nameof(StaffMember.InvitationHash), nameof(StaffMember.InvitationUntil),
    ];

    /// <summary>Who, all that is to be, and the person's version that was looked at.</summary>
    public sealed record Request(long StaffId, string Name, Roles Roles, IReadOnlyCollection<long> Departments, bool Disabled, int SeenVersion);

    /// <inheritdoc />
    public static string Requires => Permissions.StaffManage;

    /// <inheritdoc />
    public async Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var result = await database.WriteAsync<Done>(actor, change => ApplyAsync(change, request, cancel), cancel);
        if (result.Succeeded)
        {
            // The person is changed already: what follows from it is not to be broken off. Should the process end here, the next start goes on.
            await left.GiveBackAsync(actor, request.StaffId, CancellationToken.None);
        }

        return result;
    }

    private async Task<Result<Done>> ApplyAsync(Change change, Request request, CancellationToken cancel)
    {
        var person = await change.Db.Staff.Include(s => s.Departments).SingleOrDefaultAsync(s => s.Id == request.StaffId, cancel);
        if (person is null)
        {
            return new NotFound();
        }

        if (await change.Db.ChangedSinceAsync(JournalKind.StaffChanged, person, person.Version, request.SeenVersion, TheirOwn, cancel) is { } changed)
        {
            return changed;
        }

        var theirs = person.Departments.Select(d => d.DepartmentId).ToHashSet();
        FieldProblem[] problems =
        [
            .. StaffRules.CheckName(request.Name, limits),
            .. await StaffRules.CheckPlaceAsync(change.Db, request.Roles, request.Departments, theirs, cancel),
        ];
        if (problems.Length > 0)
        {
            return new Invalid(problems);
        }

        var remains = request.Roles.HasFlag(Roles.Administrator) && !request.Disabled;
        if (!remains && await IsLastAdministratorAsync(change.Db, person, cancel))
        {
            return new LastAdministrator();
        }

        if (person.Roles != request.Roles || person.Disabled != request.Disabled || !theirs.SetEquals(request.Departments))
        {
            person.SecurityStamp = OneTimeSecret.Make();
        }

        (person.Name, person.Roles, person.Disabled) = (request.Name.Trim(), request.Roles, request.Disabled);
        person.Departments.RemoveAll(d => !request.Departments.Contains(d.DepartmentId));
        person.Departments.AddRange(request.Departments.Distinct().Where(d => !theirs.Contains(d)).Select(d => new StaffDepartment { StaffId = person.Id, DepartmentId = d }));
        if (change.Db.ChangeTracker.HasChanges())
        {
            change.Record(JournalKind.StaffChanged, person);
        }

        return new Done();
    }

    /// <summary>Only administrators who can sign in count, as long as this one can.</summary>
    private static async Task<bool> IsLastAdministratorAsync(HubContext db, StaffMember person, CancellationToken cancel)
    {
        if (person.Disabled || !person.Roles.HasFlag(Roles.Administrator))
        {
            return false;
        }

        var others = db.Staff.Where(s => s.Id != person.Id && !s.Disabled && (s.Roles & Roles.Administrator) != 0);
        return !await (person.PasswordHash is null ? others : others.Where(s => s.PasswordHash != null)).AnyAsync(cancel);
    }
}

/// <summary>Nobody could administer the hub any more: this is the last one who can sign in as an administrator.</summary>
public sealed record LastAdministrator : Failure;
