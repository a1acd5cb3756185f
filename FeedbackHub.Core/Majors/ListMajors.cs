using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Majors;

/// <summary>
/// The watch list: every major case that has not ended and that the actor may see, the oldest first, with how things stand, the
/// tasks of its group and its next promise (R2.3.2). Read by key along an index that holds these cases alone.
/// </summary>
public sealed class ListMajors(HubDatabase database, PromiseBook promises, Limits limits) : IUseCase<ListMajors.Request, MajorPage>
{
    /// <summary>After which row, and how many (at most the configured page).</summary>
    public sealed record Request(MajorPlace? After = null, int Size = 50);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<MajorPage>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var size = Math.Clamp(request.Size, 1, limits.Page);
        return await database.ReadAsync(async db =>
        {
            var cases = db.Cases.Where(c => c.Severity == Severity.Major && c.EndedAt == null).VisibleTo(actor);
            if (request.After is var (at, id))
            {
                cases = cases.Where(c => c.ReceivedAt >= at && !(c.ReceivedAt == at && c.Id <= id));
            }

            var found = await cases.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id).Take(size + 1).ToListAsync(cancel);
            var rows = await RowsAsync(db, actor, [.. found.Take(size)], cancel);
            var next = found.Count > size ? new MajorPlace(found[size - 1].ReceivedAt, found[size - 1].Id) : null;
            return new MajorPage(rows, next, (await promises.CurrentAsync(db, cancel)).Calendar.Zone.Id);
        }, cancel);
    }

    private static async Task<List<MajorRow>> RowsAsync(HubContext db, Actor actor, IReadOnlyList<Case> cases, CancellationToken cancel)
    {
        var departments = await db.Departments.ToDictionaryAsync(d => d.Id, d => d.Name, cancel);
        var handlerIds = cases.Select(c => c.HandlerId).OfType<long>().ToList();
        var handlers = await db.Staff.Where(s => handlerIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var rows = new List<MajorRow>();
        foreach (var one in cases)
        {
            rows.Add(new MajorRow(
                one.Number, one.Subject, one.State, departments[one.DepartmentId], one.HandlerId is { } id ? handlers[id] : null,
                one.ReceivedAt, one.DueAt, one.DuePromise, await MajorView.OfAsync(db, actor, one, cancel)));
        }

        return rows;
    }
}

/// <summary>Where in the watch list a case stands.</summary>
public sealed record MajorPlace(Instant ReceivedAt, long Id);

/// <summary>A page of the watch list.</summary>
/// <param name="Rows">The oldest first.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Zone">The company's IANA zone, to show times in.</param>
public sealed record MajorPage(IReadOnlyList<MajorRow> Rows, MajorPlace? Next, string Zone);

/// <summary>A major case on the watch list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lead">The department that leads.</param>
/// <param name="Handler">Who works it; null for nobody.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="DueAt">When its next promise is due; null while none runs.</param>
/// <param name="DuePromise">Which promise that is.</param>
/// <param name="Major">All that it is as a major case.</param>
public sealed record MajorRow(
    string Number, string Subject, CaseState State, Bilingual Lead, string? Handler, Instant ReceivedAt, Instant? DueAt, PromiseKind? DuePromise, MajorView Major);
