using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Dashboards;

public sealed class KeptShareTests
{
    [Fact]
    public async Task The_months_promises_are_those_of_ones_departments_and_of_no_case_about_oneself()
    {
        await using var hub = await HubFixture.StartAsync();
        var work = await RandomWork.DoAsync(hub, seed: 11, filings: 90, days: 40);
        var cases = await hub.ReadAsync(db => db.Cases.Include(c => c.Promises).ToListAsync());
        foreach (var reader in (Actor[])[work.Supervisor, work.Onlooker, .. work.Handlers])
        {
            var share = (await hub.Use<ReadKeptShare>().ExecuteAsync(reader, new ReadKeptShare.Request())).Value;
            Assert.Equal(Recount(hub, reader, cases), share);
        }

        Assert.Contains(cases, c => c.ConcernsStaffId == work.Supervisor.StaffId);
        Assert.True(Recount(hub, work.Onlooker, cases) is { Kept: > 5, Late: > 5, Owed: > 0 });
    }

    private static PromiseOutcomes Recount(HubFixture hub, Actor reader, List<Case> cases)
    {
        var zone = BusinessCalendar.Default.Zone;
        var today = hub.Database.Now.InZone(zone).Date;
        var since = zone.AtStartOfDay(today.PlusDays(1 - today.Day)).ToInstant();
        var quarter = Tally.StartOf(Tally.QuarterOf(hub.Database.Now));
        var mine = cases.Where(c => c.ConcernsStaffId != reader.StaffId && (reader.SeesAllDepartments || reader.Departments.Contains(c.DepartmentId))).ToList();
        var met = mine.SelectMany(c => c.Promises).Where(p => p.MetAt >= since).ToList();
        return new PromiseOutcomes(
            met.Count(p => p.Kept == true), met.Count(p => p.Kept == false), mine.Count(c => c.State.IsOpen() && c.DueAt >= since && c.DueAt < quarter));
    }
}
