using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>Remembers that somebody has seen a case as it is now.</summary>
public sealed class MarkRead(HubDatabase database) : IUseCase<MarkRead.Request, Done>
{
    /// <summary>Which case, up to which version.</summary>
    public sealed record Request(long CaseId, int Version);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.StaffId is not { } me || !actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var seen = await database.ReadAsync(
            db => db.ReadMarks.Where(r => r.StaffId == me && r.CaseId == request.CaseId).Select(r => (int?)r.Version).SingleOrDefaultAsync(cancel), cancel);
        if (seen >= request.Version)
        {
            return new Done();
        }

        Failure? failure = null;
        await database.WritePersonalAsync(async db =>
        {
            if (await db.Cases.VisibleTo(actor).Where(c => c.Id == request.CaseId).Select(c => (int?)c.Version).SingleOrDefaultAsync(cancel) is { } version)
            {
                // Nobody has seen what is still to come.
                await ReadMarks.RaiseAsync(db, me, request.CaseId, Math.Min(request.Version, version), cancel);
            }
            else
            {
                failure = new NotFound();
            }
        }, cancel);
        return failure is null ? new Done() : failure;
    }
}
