using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>Who could head a department: everybody who reads cases and can sign in, by name.</summary>
public sealed class ListHeads(HubDatabase database) : IUseCase<ListHeads.Request, IReadOnlyList<Named>>
{
    /// <summary>Whoever heads it already is among them in any case; null for nobody.</summary>
    public sealed record Request(long? Present = null);

    /// <inheritdoc />
    public static string Requires => Permissions.StaffManage;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<Named>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var readers = Permissions.RolesWith(Permissions.CasesRead);
        return await database.ReadAsync(
            db => db.Staff.Where(s => s.Id == request.Present || (!s.Disabled && (s.Roles & readers) != 0))
                .OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancel),
            cancel);
    }
}
