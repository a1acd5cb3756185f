using System.Linq.Expressions;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>A place among the open cases, in the order of their receipt.</summary>
/// <param name="ReceivedAt">When the case was received.</param>
/// <param name="Id">The case.</param>
public sealed record OpenCasePlace(Instant ReceivedAt, long Id);

/// <summary>Reads cases in parts, with what promises depend on and nothing else of them.</summary>
internal static class OpenCases
{
    private static readonly CaseState[] Open = [.. Enum.GetValues<CaseState>().Where(state => state.IsOpen())];

    private static readonly Expression<Func<Case, Case>> Part = c => new Case
    {
        Id = c.Id,
        Number = c.Number,
        Version = c.Version,
        FieldVersions = c.FieldVersions,
        Kind = c.Kind,
        State = c.State,
        Severity = c.Severity,
        Safety = c.Safety,
        Channel = c.Channel,
        ReceivedAt = c.ReceivedAt,
        DepartmentId = c.DepartmentId,
        HandlerId = c.HandlerId,
        CategoryId = c.CategoryId,
        CategoryPath = c.CategoryPath,
        SegmentId = c.SegmentId,
        ResponsibleDepartmentId = c.ResponsibleDepartmentId,
        ResponsibleStaffId = c.ResponsibleStaffId,
        Assisting = c.Assisting,
        Review = c.Review,
        ConcernsStaffId = c.ConcernsStaffId,
        DecidedAt = c.DecidedAt,
        Attention = c.Attention,
        OnDesk = c.OnDesk,
        DueAt = c.DueAt,
        DuePromise = c.DuePromise,
        WaitingStepAt = c.WaitingStepAt,
        QueueOrder = c.QueueOrder,
        LastMessageAt = c.LastMessageAt,
        NewsVersion = c.NewsVersion,
        CalendarVersionId = c.CalendarVersionId,
        PolicyVersionId = c.PolicyVersionId,
    };

    /// <summary>The next open cases after a place that do not follow some versions yet (null: whichever they follow).</summary>
    public static Task<List<Case>> NotFollowingAsync(
        HubContext db, long? policy, long? calendar, OpenCasePlace? after, int most, CancellationToken cancel)
    {
        var line = db.CalendarVersions.SameCalendarAs(calendar ?? 0);
        var (at, id) = (after?.ReceivedAt ?? Instant.MinValue, after?.Id ?? 0);
        var cases = db.Cases.Where(c => c.OnDesk && Open.Contains(c.State)
            && ((policy != null && c.PolicyVersionId != policy) || (calendar != null && c.CalendarVersionId != calendar && line.Any(v => v.Id == c.CalendarVersionId))));

        // Said so that the index of receipt is entered at the place, and not walked up to it.
        cases = after is null ? cases : cases.Where(c => c.ReceivedAt >= at && (c.ReceivedAt > at || c.Id > id));
        return ReadAsync(db, cases.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id).Take(most), cancel);
    }

    /// <summary>Cases, open or not, with their stored promises.</summary>
    public static async Task<List<Case>> ReadAsync(HubContext db, IQueryable<Case> cases, CancellationToken cancel)
    {
        var read = await cases.AsNoTracking().Select(Part).ToListAsync(cancel);
        var ids = read.ConvertAll(one => one.Id);
        var promises = (await db.CasePromises.AsNoTracking().Where(p => ids.Contains(p.CaseId)).ToListAsync(cancel)).ToLookup(p => p.CaseId);
        read.ForEach(one => one.Promises.AddRange(promises[one.Id].OrderBy(p => p.Kind).ThenBy(p => p.Generation)));
        return read;
    }
}
