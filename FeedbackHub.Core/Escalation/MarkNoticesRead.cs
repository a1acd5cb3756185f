using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Escalation;

/// <summary>Marks notices of one's own as read: one, those of a case, or all up to a number.</summary>
public sealed class MarkNoticesRead(HubDatabase database) : IUseCase<MarkNoticesRead.Request, Done>
{
    /// <summary>Up to which journal number; only that one where <paramref name="Alone"/>; only of one case where one is named.</summary>
    public sealed record Request(long UpTo, bool Alone = false, long? CaseId = null);

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.StaffId is not { } me || !actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var now = database.Now;
        await database.WritePersonalAsync(
            db => db.Notices
                .Where(n => n.StaffId == me && n.ReadAt == null && n.Seq <= request.UpTo && (!request.Alone || n.Seq == request.UpTo) && (request.CaseId == null || n.CaseId == request.CaseId))
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancel),
            cancel);
        return new Done();
    }
}
