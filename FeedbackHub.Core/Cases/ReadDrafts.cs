using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>One's own drafts in a case.</summary>
public sealed class ReadDrafts(HubDatabase database) : IUseCase<ReadDrafts.Request, IReadOnlyList<DraftView>>
{
    /// <summary>In which case.</summary>
    public sealed record Request(long CaseId);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<DraftView>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        actor.StaffId is { } me && actor.Can(Requires)
            ? await database.ReadAsync<Result<IReadOnlyList<DraftView>>>(
                async db => !await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == request.CaseId, cancel) ? new NotFound() : await db.Drafts.Where(d => d.StaffId == me && d.CaseId == request.CaseId)
                    .Select(d => new DraftView(d.Box, d.Text, d.At)).ToListAsync(cancel),
                cancel)
            : new NotAllowed(Requires);
}

/// <summary>A draft.</summary>
public sealed record DraftView(string Box, string Text, Instant At);
