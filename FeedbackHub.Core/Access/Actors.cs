using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>Makes actors from what is stored at this moment: whoever was disabled or revoked is none.</summary>
public sealed class Actors(HubDatabase database)
{
    private static readonly CompiledQuery<byte[], ApiToken?> ByHash = new((db, hash) => db.ApiTokens.AsNoTracking().SingleOrDefault(t => t.Hash == hash && t.RevokedAt == null));
    private static readonly CompiledQuery<long, ApiToken?> ById = new((db, id) => db.ApiTokens.AsNoTracking().SingleOrDefault(t => t.Id == id && t.RevokedAt == null));

    /// <summary>A staff member as an actor; null where unknown or disabled.</summary>
    public Task<Actor?> ForStaffAsync(long staffId, CancellationToken cancel = default) =>
        database.ReadAsync(
            async db =>
            {
                var person = await db.Staff.Where(s => s.Id == staffId && !s.Disabled)
                    .Select(s => new { s.Id, s.Name, s.Roles, Departments = s.Departments.Select(d => d.DepartmentId).ToList(), Heads = db.Departments.Where(d => d.HeadId == s.Id).Select(d => d.Id).ToList() })
                    .SingleOrDefaultAsync(cancel);
                return person is null ? null : Actor.Staff(person.Id, person.Name, person.Roles, person.Departments, person.Heads);
            },
            cancel);

    /// <summary>The program that holds a token; null where unknown or revoked.</summary>
    public Task<Actor?> ForTokenAsync(string token, CancellationToken cancel = default)
    {
        var hash = OneTimeSecret.Hash(token);
        return ProgramAsync(db => ByHash.RunAsync(db, hash), cancel);
    }

    /// <summary>The same staff member or program as they are by now; null where disabled or revoked meanwhile.</summary>
    public Task<Actor?> AgainAsync(Actor actor, CancellationToken cancel = default) => actor.Kind switch
    {
        ActorKind.Staff => ForStaffAsync(actor.Id!.Value, cancel),
        ActorKind.Program => ProgramAsync(db => ById.RunAsync(db, actor.Id!.Value), cancel),
        _ => Task.FromResult<Actor?>(actor),
    };

    private Task<Actor?> ProgramAsync(Func<HubContext, Task<ApiToken?>> which, CancellationToken cancel) =>
        database.ReadAsync(
            async db =>
            {
                var found = await which(db);
                return found is null
                    ? null
                    : Actor.Program(found.Id, found.Name, found.Scopes, found.Departments());
            },
            cancel);
}
