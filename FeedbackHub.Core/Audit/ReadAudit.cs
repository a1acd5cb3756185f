using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Audit;

/// <summary>
/// Who did what: the journal of cases and administration, newest first, by key. Never shows what was written in messages;
/// of cases the reader may not read it tells what was done, not the words.
/// </summary>
public sealed class ReadAudit(HubDatabase database, Limits limits) : IUseCase<ReadAudit.Request, AuditPage>
{
    /// <summary>What is asked for; older than which number (null: the newest); how many (at most the configured page).</summary>
    public sealed record Request(AuditFilter Filter, long? Before = null, int Size = 50);

    /// <inheritdoc />
    public static string Requires => Permissions.AuditRead;

    /// <inheritdoc />
    public async Task<Result<AuditPage>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var size = Math.Clamp(request.Size, 1, limits.Page);
        var rows = await database.ReadAsync(
            async db => await AuditRow.ReadAsync(db, actor, await AuditEntries.ForAsync(db, actor, request.Filter, cancel), request.Before, size + 1, cancel), cancel);
        var shown = rows.Take(size).ToList();
        var names = await database.ReadAsync(db => JournalNames.ReadAsync(db, shown.SelectMany(r => r.Changes), cancel), cancel);
        return new AuditPage(shown, rows.Count > size ? shown[^1].Seq : null, names);
    }
}

/// <summary>A page of the audit.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">The next page holds what is older than this number; null on the last one.</param>
/// <param name="Names">What the ids in the changes are called.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Rows, long? Next, JournalNames Names);
