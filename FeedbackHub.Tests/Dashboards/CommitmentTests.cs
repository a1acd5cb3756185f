using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Dashboards;

public sealed class CommitmentTests
{
    [Fact]
    public async Task The_record_is_what_became_of_the_promises_of_all_cases()
    {
        await using var hub = await HubFixture.StartAsync();
        await RandomWork.DoAsync(hub, seed: 5, filings: 120, days: 120);
        var shown = (await hub.Use<ReadCommitment>().ExecuteAsync(Actor.Public, new())).Value;
        var cases = await hub.ReadAsync(db => db.Cases.Include(c => c.Promises).ToListAsync());

        Assert.Equal(Enum.GetValues<CaseKind>(), shown.Kinds.Select(k => k.Kind));
        foreach (var kind in shown.Kinds)
        {
            foreach (var record in kind.Record)
            {
                var mine = cases.Where(c => c.Kind == kind.Kind).SelectMany(c => c.Promises, (c, p) => (Case: c, Promise: p)).Where(p => p.Promise.Kind == record.Promise).ToList();
                Assert.Equal(Recount(mine, shown.At, ReadCommitment.RecentDays), record.Recent);
                Assert.Equal(Recount(mine, shown.At, ReadCommitment.LongDays), record.All);
                Assert.Equal(Times(mine, shown.At), record.Times);
            }
        }

        var replies = shown.Kinds.SelectMany(k => k.Record).Where(r => r.Promise == PromiseKind.Reply).ToList();
        var (kept, late, owed) = (replies.Sum(r => r.All.Kept), replies.Sum(r => r.All.Late), replies.Sum(r => r.All.Owed));
        Assert.True(kept > 3 && late > 10 && owed > 0, $"Too little happened: {kept} kept, {late} late, {owed} owed.");
        Assert.True(replies.Sum(r => r.Recent.Kept) < replies.Sum(r => r.All.Kept));
        Assert.True(replies.Sum(r => r.All.Kept + r.All.Late) < cases.Sum(c => c.Promises.Count(p => p.Kind == PromiseKind.Reply && p.MetAt != null)), "All of it lies within the period.");
    }

    [Fact]
    public async Task What_was_met_before_it_was_counted_is_counted_afterwards_alike()
    {
        await using var hub = await HubFixture.StartAsync();
        var work = await RandomWork.DoAsync(hub, seed: 6, filings: 40, days: 200);
        foreach (var hours in MetMark.Hours.Append(3000))
        {
            foreach (var more in (int[])[0, 1])
            {
                var receipt = await hub.FileAsync();
                hub.Time.Advance(TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(more));
                await hub.Use<ReplyToCustomer>().ExecuteAsync(work.Onlooker, new(receipt.CaseId, "It is on its way.", null));
            }
        }

        var counted = await MetAsync(hub);
        Assert.Equal(Enumerable.Range(0, 18), counted.Select(m => MetMark.Of(m.Item3).Length).Distinct().Order());
        Assert.True(counted.Count > 30);
        await using (var db = await hub.Get<IDbContextFactory<HubContext>>().CreateDbContextAsync())
        {
            await db.Tallies.Where(t => t.Measure == Measure.Met).ExecuteDeleteAsync();
            await db.Database.ExecuteSqlRawAsync(MetBackfill.Statement);
        }

        Assert.Equal(counted, await MetAsync(hub));
    }

    [Fact]
    public async Task A_case_corrected_to_another_kind_counts_there()
    {
        await using var hub = await HubFixture.StartAsync();
        var (receipt, handler) = (await hub.FileAsync(), await hub.HandlerAsync());
        await hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new(receipt.CaseId, "On its way.", null));
        var version = (await hub.CaseAsync(receipt.CaseId)).Version;
        Assert.Null((await hub.Use<EditCase>().ExecuteAsync(handler, new(receipt.CaseId, nameof(Case.Kind), nameof(CaseKind.Enquiry), version))).Failure);

        var shown = (await hub.Use<ReadCommitment>().ExecuteAsync(Actor.Public, new())).Value;

        Assert.Empty(Of(shown, CaseKind.Complaint).Record);
        Assert.Equal(new PromiseOutcomes(1, 0, 0), Of(shown, CaseKind.Enquiry).Record.Single(r => r.Promise == PromiseKind.Reply).All);
    }

    [Fact]
    public async Task Rules_with_conditions_are_told_beside_what_is_usual_with_the_names_of_what_they_ask_for()
    {
        await using var hub = await HubFixture.StartAsync();
        var usual = PromisePolicy.Default.For(CaseKind.Complaint, Severity.General);
        var (billing, fraud) = (await hub.DepartmentAsync("Billing"), await hub.CategoryAsync("Fraud"));
        PromiseRule Quick(string name, int minutes) => new(new Bilingual(name, name), usual with { Reply = PromiseTarget.WorkingMinutes(minutes) });
        var policy = new PolicyDocument(
        [
            Quick("Fraud", 60) with { Kinds = [CaseKind.Complaint], Categories = [fraud], Safety = true },
            new PromiseRule(new Bilingual("Bills", "Bills"), usual) { Departments = [billing] },
            Quick("All", 90) with { Kinds = [CaseKind.Complaint], Severity = Severity.Major },
            Quick("Never", 120) with { Kinds = [CaseKind.Complaint], Severity = Severity.Major, Safety = true },
            new PromiseRule(new Bilingual("Rest", "Rest"), usual),
        ]);
        Assert.Null((await hub.Use<SavePromiseTable>().ExecuteAsync(await hub.AdministratorAsync(), new(policy, 1))).Failure);

        var shown = (await hub.Use<ReadCommitment>().ExecuteAsync(Actor.Public, new())).Value;

        var complaints = Of(shown, CaseKind.Complaint);
        Assert.Equal(usual, complaints.Usual);
        Assert.Equal(["Fraud", "All"], complaints.Special.Select(s => s.Rule.Name.En));
        Assert.Equal(["Fraud"], complaints.Special[0].Categories.Select(c => c.En));
        Assert.Empty(Of(shown, CaseKind.Enquiry).Special);
    }

    [Fact]
    public void What_is_stored_of_a_mark_says_all_of_it()
    {
        foreach (var mark in (MetMark[])[new(CaseKind.Complaint, PromiseKind.Acknowledge, false, 0), new(CaseKind.Compliment, PromiseKind.Final, true, 17), new(CaseKind.Enquiry, PromiseKind.Resolve, true, 5)])
        {
            Assert.Equal(mark, MetMark.Of(mark.Code));
        }
    }

    [Fact]
    public void Half_and_nine_of_ten_are_never_said_to_be_quicker_than_they_were()
    {
        Assert.Null(AnswerTimes.Of([(0, 12)]));
        Assert.Equal(new AnswerTimes(10, 1, 4), AnswerTimes.Of([(3, 4), (1, 5), (17, 1)]));
        Assert.Equal(new AnswerTimes(11, 4, null), AnswerTimes.Of([(3, 4), (1, 5), (17, 2)]));
        Assert.Equal(new AnswerTimes(1, null, null), AnswerTimes.Of([(17, 1)]));
    }

    private static KindCommitment Of(ServiceCommitment commitment, CaseKind kind) => commitment.Kinds.Single(k => k.Kind == kind);

    private static PromiseOutcomes Recount(List<(Case Case, CasePromise Promise)> promises, Instant now, int days)
    {
        var since = Since(now, days);
        return new PromiseOutcomes(
            promises.Count(p => p.Promise.MetAt >= since && p.Promise.Kept == true),
            promises.Count(p => p.Promise.MetAt >= since && p.Promise.Kept == false),
            promises.Count(p => p.Case.State.IsOpen() && p.Promise.State == PromiseState.Running && p.Promise.DueAt >= since && p.Promise.DueAt < now));
    }

    private static AnswerTimes? Times(List<(Case Case, CasePromise Promise)> promises, Instant now)
    {
        var taken = promises
            .Where(p => p.Promise is { Generation: 1, Kind: PromiseKind.Reply or PromiseKind.Resolve } && p.Promise.MetAt >= Since(now, ReadCommitment.LongDays))
            .Select(p => (p.Promise.MetAt!.Value - p.Case.ReceivedAt).TotalHours).Order().ToList();
        int? Upper(int percent) => MetMark.Hours.Select(h => (int?)h).FirstOrDefault(h => h >= taken[(int)Math.Ceiling(taken.Count * percent / 100m) - 1]);
        return taken.Count == 0 ? null : new AnswerTimes(taken.Count, Upper(50), Upper(90));
    }

    private static Instant Since(Instant now, int days) => now.InUtc().Date.PlusDays(1 - days).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    private static Task<List<(long, long, long, long)>> MetAsync(HubFixture hub) => hub.ReadAsync(async db =>
        (await db.Tallies.Where(t => t.Measure == Measure.Met).OrderBy(t => t.Bucket).ThenBy(t => t.HandlerId).ToListAsync())
            .ConvertAll(t => (t.Bucket, t.DepartmentId, t.HandlerId, t.Count)));
}
