using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>The cases whose next promise is past its time, the longest overdue first, page by page along an index.</summary>
public sealed class ListBreached(HubDatabase database, PromiseBook promises) : IUseCase<ListBreached.Request, BreachedCases>
{
    /// <summary>So many are on a page.</summary>
    public const int PageSize = 25;

    private static readonly CaseState[] Finished = [.. Enum.GetValues<CaseState>().Where(s => !s.IsOpen())];

    /// <summary>Of which department (null: all), after which place (null: from the first).</summary>
    public sealed record Request(long? DepartmentId = null, BreachedPlace? After = null);

    /// <inheritdoc />
    public static string Requires => Permissions.DashboardRead;

    /// <inheritdoc />
    public async Task<Result<BreachedCases>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAtOneMomentAsync(
            async db =>
            {
                var (now, calendar) = (database.Now, (await promises.CurrentAsync(db, cancel)).Calendar);
                var (from, last) = (request.After?.DueAt ?? NodaConstants.UnixEpoch, request.After?.CaseId ?? 0);
                var cases = db.Cases.VisibleTo(actor);
                // Times one keeps an index of departments out of it: it would find all their open cases, and those had to be sorted.
                cases = request.DepartmentId is { } department ? cases.Where(c => c.DepartmentId * 1 == department) : cases;
                var found = await cases
                    .Where(c => c.OnDesk && c.DueAt >= from && c.DueAt < now && (c.DueAt > from || c.Id > last) && !Finished.Contains(c.State))
                    .OrderBy(c => c.DueAt).ThenBy(c => c.Id)
                    .Take(PageSize + 1)
                    .Select(c => new BreachedCase
                    {
                        Id = c.Id,
                        Number = c.Number,
                        Subject = c.Subject,
                        Severity = c.Severity,
                        DepartmentId = c.DepartmentId,
                        Handler = db.Staff.Where(s => s.Id == c.HandlerId).Select(s => s.Name).FirstOrDefault(),
                        DueAt = c.DueAt!.Value,
                        Promise = c.DuePromise,
                    })
                    .ToListAsync(cancel);
                var shown = found.Take(PageSize).Select(c => c with { Over = calendar.Between(c.DueAt, now) }).ToList();
                return (Result<BreachedCases>)new BreachedCases(shown, found.Count > PageSize ? new BreachedPlace(shown[^1].DueAt, shown[^1].Id) : null);
            },
            cancel);
    }
}

/// <summary>A page of what is overdue.</summary>
/// <param name="Cases">The longest overdue first.</param>
/// <param name="Next">After which place the next page begins; null where this is the last.</param>
public sealed record BreachedCases(IReadOnlyList<BreachedCase> Cases, BreachedPlace? Next);

/// <summary>A place in the list of what is overdue.</summary>
public sealed record BreachedPlace(Instant DueAt, long CaseId);

/// <summary>A case whose next promise is past its time.</summary>
public sealed record BreachedCase
{
    /// <summary>The case.</summary>
    public required long Id { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>General or major.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The owning department.</summary>
    public required long DepartmentId { get; init; }

    /// <summary>Who works it, or null.</summary>
    public required string? Handler { get; init; }

    /// <summary>When the promise was due.</summary>
    public required Instant DueAt { get; init; }

    /// <summary>Which it is.</summary>
    public required PromiseKind? Promise { get; init; }

    /// <summary>Working time since then.</summary>
    public Duration Over { get; init; }
}
