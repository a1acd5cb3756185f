using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Audit;

/// <summary>Whose doings the audit can be asked for: everybody who works or worked here, and every program, by name.</summary>
public sealed class ListAuditActors(HubDatabase database) : IUseCase<ListAuditActors.Request, IReadOnlyList<AuditActor>>
{
    /// <summary>Nothing to choose: a company's people fit into a list.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.AuditRead;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<AuditActor>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync(async db =>
        {
            var people = await db.Staff.OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new AuditActor(ActorKind.Staff, s.Id, s.Name)).ToListAsync(cancel);
            var programs = await db.ApiTokens.OrderBy(t => t.Name).ThenBy(t => t.Id).Select(t => new AuditActor(ActorKind.Program, t.Id, t.Name)).ToListAsync(cancel);
            return (List<AuditActor>)[.. people, .. programs];
        }, cancel);
    }
}

/// <summary>Somebody who does things here.</summary>
/// <param name="Kind">A staff member or a program.</param>
/// <param name="Id">Which.</param>
/// <param name="Name">What they are called today.</param>
public sealed record AuditActor(ActorKind Kind, long Id, string Name);
