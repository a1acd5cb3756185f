using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>The versions of the promise table, the newest first, by key: who made each, when, and from what.</summary>
public sealed class ListPromiseVersions(HubDatabase database, PromiseBook promises) : IUseCase<ListPromiseVersions.Request, PromiseVersionPage>
{
    private const int PageSize = 20;

    /// <summary>Those older than a version; null: from the newest on.</summary>
    public sealed record Request(long? Before = null);

    /// <inheritdoc />
    public static string Requires => Permissions.PromisesRead;

    /// <inheritdoc />
    public async Task<Result<PromiseVersionPage>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync(
            async db =>
            {
                // One more than is shown: what the oldest of them was made from.
                var found = await db.Policies.Where(p => request.Before == null || p.Id < request.Before).OrderByDescending(p => p.Id).Take(PageSize + 1)
                    .Select(p => new { p.Id, p.CreatedAt }).ToListAsync(cancel);
                var ids = found.ConvertAll(f => (long?)f.Id);
                var makers = await db.Journal.Where(j => j.Kind == JournalKind.PolicyChanged && j.Subject == nameof(PolicyVersion) && ids.Contains(j.SubjectId))
                    .Select(j => new { j.SubjectId, j.ActorName }).ToListAsync(cancel);
                var documents = new List<PolicyDocument>();
                foreach (var version in found)
                {
                    documents.Add(PolicyDocument.Of(await promises.PolicyAsync(db, version.Id, cancel)));
                }

                var versions = found.Take(PageSize).Select((version, i) => new PromiseVersion(
                    version.Id,
                    version.CreatedAt,
                    makers.Find(m => m.SubjectId == version.Id)?.ActorName ?? "",
                    documents[i],
                    i + 1 < documents.Count ? documents[i + 1] : null));
                return new PromiseVersionPage([.. versions], found.Count > PageSize ? found[PageSize - 1].Id : null);
            },
            cancel);
    }
}

/// <summary>A part of the versions.</summary>
/// <param name="Versions">The newest first.</param>
/// <param name="Next">To go on from; null where these are the last.</param>
public sealed record PromiseVersionPage(IReadOnlyList<PromiseVersion> Versions, long? Next);

/// <summary>A version of the promise table.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Since">Since when it counts for new cases.</param>
/// <param name="ByName">Who made it; empty for the hub itself.</param>
/// <param name="Document">What it says.</param>
/// <param name="Before">What was said before; null for the first.</param>
public sealed record PromiseVersion(long Id, Instant Since, string ByName, PolicyDocument Document, PolicyDocument? Before)
{
    /// <summary>What was changed in it.</summary>
    public IEnumerable<RuleChange> Changes => Before is null ? [] : RuleChange.Between(Before, Document);
}
