using System.Linq.Expressions;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>Makes actors from what is stored at this moment: whoever was disabled or revoked is none.</summary>
public sealed class Actors(HubDatabase database)
{
    /// <summary>A staff member as an actor; null where unknown or disabled.</summary>
    public Task<Actor?> ForStaffAsync(long staffId, CancellationToken cancel = default) =>
        database.ReadAsync(
            async db =>
            {
                var person = await db.Staff.Where(s => s.Id == staffId && !s.Disabled)
                    .Select(s => new { s.Id, s.Name, s.Roles, Departments = s.Departments.Select(d => d.DepartmentId).ToList() })
                    .SingleOrDefaultAsync(cancel);
                return person is null ? null : Actor.Staff(person.Id, person.Name, person.Roles, person.Departments);
            },
            cancel);

    /// <summary>The program that holds a token; null where unknown or revoked.</summary>
    public Task<Actor?> ForTokenAsync(string token, CancellationToken cancel = default)
    {
        var hash = OneTimeSecret.Hash(token);
        return ProgramAsync(t => t.Hash == hash, cancel);
    }

    /// <summary>The same staff member or program as they are by now; null where disabled or revoked meanwhile.</summary>
    public Task<Actor?> AgainAsync(Actor actor, CancellationToken cancel = default) => actor.Kind switch
    {
        ActorKind.Staff => ForStaffAsync(actor.Id!.Value, cancel),
        ActorKind.Program => ProgramAsync(t => t.Id == actor.Id, cancel),
        _ => Task.FromResult<Actor?>(actor),
    };

    private Task<Actor?> ProgramAsync(Expression<Func<ApiToken, bool>> which, CancellationToken cancel) =>
        database.ReadAsync(
            async db =>
            {
                var found = await db.ApiTokens.Where(t => t.RevokedAt == null).SingleOrDefaultAsync(which, cancel);
                return found is null
                    ? null
                    : Actor.Program(found.Id, found.Name, found.Scopes, found.Departments());
            },
            cancel);
}
