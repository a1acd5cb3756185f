using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>What is promised for new cases, as it is edited; or what was, by an older version.</summary>
public sealed class ReadPromiseTable(HubDatabase database, PromiseBook promises) : IUseCase<ReadPromiseTable.Request, PromiseTableInForce>
{
    /// <summary>Which version; null: the one in force.</summary>
    public sealed record Request(long? VersionId = null);

    /// <inheritdoc />
    public static string Requires => Permissions.PromisesRead;

    /// <inheritdoc />
    public async Task<Result<PromiseTableInForce>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<PromiseTableInForce>>(
            async db =>
            {
                var newest = await db.Policies.OrderByDescending(p => p.Id).Where(p => request.VersionId == null || p.Id == request.VersionId)
                    .Select(p => new { p.Id, p.CreatedAt }).FirstOrDefaultAsync(cancel);
                return newest is null
                    ? new NotFound()
                    : new PromiseTableInForce(newest.Id, PolicyDocument.Of(await promises.PolicyAsync(db, newest.Id, cancel)), newest.CreatedAt);
            },
            cancel);
    }
}

/// <summary>A version of the promise table.</summary>
/// <param name="VersionId">To change it from, where it is the one in force.</param>
/// <param name="Document">What it says.</param>
/// <param name="Since">Since when new cases are promised by it.</param>
public sealed record PromiseTableInForce(long VersionId, PolicyDocument Document, Instant Since);
