using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>What is promised for new cases, as it is edited.</summary>
public sealed class ReadPromiseTable(HubDatabase database, PromiseBook promises) : IUseCase<ReadPromiseTable.Request, PromiseTableInForce>
{
    /// <summary>Nothing to choose: it is the one in force.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public async Task<Result<PromiseTableInForce>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync(
            async db =>
            {
                var newest = await db.Policies.OrderByDescending(c => c.Id).Select(c => new { c.Id, c.CreatedAt }).FirstAsync(cancel);
                return new PromiseTableInForce(newest.Id, PolicyDocument.Of(await promises.PolicyAsync(db, newest.Id, cancel)), newest.CreatedAt);
            },
            cancel);
    }
}

/// <summary>The promise table in force.</summary>
/// <param name="VersionId">To change it from.</param>
/// <param name="Document">What it says.</param>
/// <param name="Since">Since when new cases are promised by it.</param>
public sealed record PromiseTableInForce(long VersionId, PolicyDocument Document, Instant Since);
