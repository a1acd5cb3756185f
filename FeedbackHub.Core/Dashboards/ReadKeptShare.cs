using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// What became of this month's promises in the departments of the actor (of all, for whoever sees all), as the dashboard counts
/// them: from the tallies, to the quarter of an hour. Cases about the actor count nowhere.
/// </summary>
public sealed class ReadKeptShare(HubDatabase database, PromiseBook promises) : IUseCase<ReadKeptShare.Request, PromiseOutcomes>
{
    /// <summary>For the actor.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<PromiseOutcomes>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAtOneMomentAsync(async db =>
        {
            var zone = (await promises.CurrentAsync(db, cancel)).Calendar.Zone;
            var now = database.Now;
            var today = now.InZone(zone).Date;
            var (since, present) = (Tally.QuarterOf(zone.AtStartOfDay(today.PlusDays(1 - today.Day)).ToInstant()), Tally.QuarterOf(now));
            var (all, departments) = (actor.SeesAllDepartments, actor.Departments);
            var tallies = db.Tallies.Where(t => all || departments.Contains(t.DepartmentId));
            var found = await tallies
                .Where(t => (t.Measure == Measure.Kept || t.Measure == Measure.Broken) && t.Bucket >= since && t.Bucket <= present)
                .Concat(tallies.Where(t => t.Measure == Measure.OpenByDue && t.Bucket >= since && t.Bucket < present))
                .GroupBy(t => t.Measure)
                .Select(g => new { g.Key, Count = g.Sum(t => t.Count) })
                .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            var aboutMe = await MarksAsync(db, actor, cancel);

            long Of(Measure measure, long until) => found.GetValueOrDefault(measure)
                - aboutMe.Count(m => m.Measure == measure && m.Bucket >= since && m.Bucket < until && (all || departments.Contains(m.DepartmentId)));

            return (Result<PromiseOutcomes>)new PromiseOutcomes(Of(Measure.Kept, present + 1), Of(Measure.Broken, present + 1), Of(Measure.OpenByDue, present));
        }, cancel);
    }

    /// <summary>Where the cases about the actor count: there are few, and an index finds them.</summary>
    private static async Task<List<TallyMark>> MarksAsync(HubContext db, Actor actor, CancellationToken cancel)
    {
        var cases = await db.Cases.Where(c => c.ConcernsStaffId != null && c.ConcernsStaffId == actor.StaffId).Include(c => c.Promises).ToListAsync(cancel);
        return [.. cases.SelectMany(c => TallyMark.Of(CaseImage.After(c)))];
    }
}
