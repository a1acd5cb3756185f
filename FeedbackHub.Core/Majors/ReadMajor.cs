using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Majors;

/// <summary>One case as a major one: its group, tasks and approval, or that it could be declared one.</summary>
public sealed class ReadMajor(HubDatabase database) : IUseCase<ReadMajor.Request, MajorView>
{
    /// <summary>Which case.</summary>
    public sealed record Request(long CaseId);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<MajorView>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<MajorView>>(
            async db => await db.Cases.VisibleTo(actor).SingleOrDefaultAsync(c => c.Id == request.CaseId, cancel) is { } one
                ? await MajorView.OfAsync(db, actor, one, cancel)
                : new NotFound(),
            cancel);
    }
}
