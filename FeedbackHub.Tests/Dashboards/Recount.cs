using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Dashboards;

/// <summary>The dashboard's figures counted once more the plain way, from the cases themselves, instant by instant.</summary>
internal sealed class Recount
{
    private readonly List<Case> cases;
    private readonly DashboardFigures shown;
    private readonly DateTimeZone zone;
    private readonly Instant periodStart;

    private Recount(List<Case> cases, DashboardFigures shown, int days)
    {
        this.cases = cases;
        this.shown = shown;
        zone = shown.Calendar.Zone;
        periodStart = StartOf(shown.Today.PlusDays(1 - days));
        Assert.Equal(periodStart, shown.Since);
    }

    private IEnumerable<Case> Open => cases.Where(c => c.State.IsOpen());

    /// <summary>Compares all figures with what the reader's cases come to.</summary>
    public static async Task CompareAsync(HubFixture hub, Actor reader, ReadDashboard.Request request)
    {
        var before = hub.Database.Now;
        var shown = (await hub.Use<ReadDashboard>().ExecuteAsync(reader, request)).Value;
        var cases = await hub.ReadAsync(db => db.Cases.Include(c => c.Promises)
            .Where(c => c.ConcernsStaffId == null || c.ConcernsStaffId != reader.StaffId)
            .Where(c => request.DepartmentId == null || c.DepartmentId == request.DepartmentId)
            .ToListAsync());
        var recount = new Recount(cases, shown, request.Days);
        Assert.InRange(shown.At, before, hub.Database.Now);
        Assert.Equal(shown.At.InZone(recount.zone).Date, shown.Today);
        recount.CompareOpen();
        recount.ComparePromises();
        recount.CompareFlows(request.Days);
        recount.CompareAges();
        recount.CompareLoad();
        recount.CompareOldest();
    }

    private void CompareOpen() => Assert.Equal(
        Open.GroupBy(c => (c.DepartmentId, c.State)).Select(g => new OpenCount(g.Key.DepartmentId, g.Key.State, g.Count())).OrderBy(o => o.DepartmentId).ThenBy(o => o.State),
        shown.Open);

    private void ComparePromises()
    {
        var due = Open.Where(c => c.DueAt is not null).Select(c => c.DueAt!.Value).ToList();
        var met = cases.SelectMany(c => c.Promises).Where(p => p.MetAt >= periodStart).ToList();
        Assert.Equal(
            new PromiseOutcomes(met.Count(p => p.Kept == true), met.Count(p => p.Kept == false), due.Count(d => d >= periodStart && d < shown.At)),
            shown.Promises);
        Assert.Equal(due.Count(d => d < shown.At), shown.Due.Overdue);
        Assert.Equal(due.Count(d => d >= shown.At && DateOf(d) == shown.Today), shown.Due.Today);
        Assert.Equal(
            Enumerable.Range(1, 7).Select(d => shown.Today.PlusDays(d)).Select(date => new DueDay(date, due.Count(d => DateOf(d) == date))),
            shown.Due.Next);
    }

    private void CompareFlows(int days)
    {
        var decided = cases.Where(c => !c.State.IsOpen() && c.State != CaseState.Withdrawn && c.DecidedAt is not null).Select(c => c.DecidedAt!.Value).ToList();
        var met = cases.SelectMany(c => c.Promises).Where(p => p.MetAt is not null).ToList();
        var charted = Math.Max(days, 7);
        Assert.Equal(
            Enumerable.Range(1 - charted, charted).Select(d => shown.Today.PlusDays(d)).Select(date => new DayFlow(
                date, cases.Count(c => DateOf(c.ReceivedAt) == date), decided.Count(d => DateOf(d) == date),
                met.Count(p => DateOf(p.MetAt!.Value) == date && p.Kept == true), met.Count(p => DateOf(p.MetAt!.Value) == date && p.Kept == false))),
            shown.Days);
        Assert.Equal(24, shown.Hours.Count);
        var local = shown.At.InZone(zone);
        Assert.Equal(local.Minus(Duration.FromMinutes(local.Minute) + Duration.FromSeconds(local.Second) + Duration.FromNanoseconds(local.NanosecondOfSecond)).ToInstant(), shown.Hours[^1].Start);
        Assert.All(shown.Hours, hour =>
        {
            var end = hour.Start + Duration.FromHours(1);
            Assert.Equal(cases.Count(c => c.ReceivedAt >= hour.Start && c.ReceivedAt < end), hour.Received);
            Assert.Equal(decided.Count(d => d >= hour.Start && d < end), hour.Resolved);
        });
    }

    private void CompareAges()
    {
        Assert.Equal([1, 3, 7, 30, null], shown.Ages.Select(a => a.Days));
        Assert.All(shown.Ages, band =>
        {
            Assert.Equal(Open.Count(c => (band.From is null || c.ReceivedAt >= band.From) && (band.Before is null || c.ReceivedAt < band.Before)), band.Count);
            if (band is { Days: { } days, From: { } from })
            {
                Assert.InRange(shown.At - from, Duration.FromDays(days), Duration.FromDays(days) + Duration.FromMinutes(15));
            }
        });
    }

    private void CompareLoad()
    {
        Assert.Null(shown.Load[0].HandlerId);
        Assert.All(shown.Load, load =>
        {
            var theirs = Open.Where(c => c.HandlerId == load.HandlerId).ToList();
            Assert.Equal((theirs.Count, theirs.Count(c => c.DueAt < shown.At), theirs.Count(c => c.State == CaseState.WaitingForCustomer)), (load.Open, load.Overdue, load.Waiting));
        });
        Assert.Equal(Open.Count(), shown.Load.Sum(l => l.Open));
    }

    private void CompareOldest() => Assert.Equal(
        Open.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id).Take(10).Select(c => (c.Id, c.Number, c.DueAt)),
        shown.Oldest.Select(c => (c.Id, c.Number, c.DueAt)));

    private LocalDate DateOf(Instant at) => at.InZone(zone).Date;

    private Instant StartOf(LocalDate date) => zone.AtStartOfDay(date).ToInstant();
}
