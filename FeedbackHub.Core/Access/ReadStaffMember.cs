using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Access;

/// <summary>One person as an administrator sees them.</summary>
public sealed class ReadStaffMember(HubDatabase database) : IUseCase<ReadStaffMember.Request, StaffView>
{
    /// <summary>Who.</summary>
    public sealed record Request(long StaffId);

    /// <inheritdoc />
    public static string Requires => Permissions.StaffManage;

    /// <inheritdoc />
    public async Task<Result<StaffView>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var found = await database.ReadAsync(
            db => StaffView.Of(db, db.Staff.Where(s => s.Id == request.StaffId)).SingleOrDefaultAsync(cancel), cancel);
        return found is null ? new NotFound() : found;
    }
}

/// <summary>One person as an administrator sees them.</summary>
public sealed record StaffView
{
    /// <summary>Who.</summary>
    public required long Id { get; init; }

    /// <summary>To change them from.</summary>
    public required int Version { get; init; }

    /// <summary>Their name.</summary>
    public required string Name { get; init; }

    /// <summary>Their e-mail.</summary>
    public required string Email { get; init; }

    /// <summary>What they are there for.</summary>
    public required Roles Roles { get; init; }

    /// <summary>Where.</summary>
    public required IReadOnlyList<NamedBilingual> Departments { get; init; }

    /// <summary>The language of their pages.</summary>
    public required string Language { get; init; }

    /// <summary>True where they may no longer sign in.</summary>
    public required bool Disabled { get; init; }

    /// <summary>True once they have chosen a password.</summary>
    public required bool HasPassword { get; init; }

    /// <summary>Until when their open invitation is good (it may have run out); null where none is open.</summary>
    public required Instant? InvitedUntil { get; init; }

    /// <summary>Locked out until then after too many wrong passwords, or null.</summary>
    public required Instant? LockedUntil { get; init; }

    /// <summary>Open cases they handle: so many go back to the departments when they are disabled.</summary>
    public required long OpenCases { get; init; }

    internal static IQueryable<StaffView> Of(HubContext db, IQueryable<StaffMember> staff) => staff.Select(s => new StaffView
    {
        Id = s.Id,
        Version = s.Version,
        Name = s.Name,
        Email = s.Email,
        Roles = s.Roles,
        Departments = s.Departments.Join(db.Departments, m => m.DepartmentId, d => d.Id, (m, d) => d).OrderBy(d => d.Id).Select(d => new NamedBilingual(d.Id, d.Name)).ToList(),
        Language = s.Language,
        Disabled = s.Disabled,
        HasPassword = s.PasswordHash != null,
        InvitedUntil = s.InvitationUntil,
        LockedUntil = s.LockoutEnd,
        OpenCases = db.Tallies.Where(t => t.Measure == Measure.OpenByState && t.HandlerId == s.Id).Sum(t => t.Count),
    });
}
