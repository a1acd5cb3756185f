using System.Text.Json;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Dashboards;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

public class ApplyRulesTests
{
    [Fact]
    public async Task Open_cases_follow_newer_rules_from_the_same_start_and_say_so_with_the_reason()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, lin) = (await hub.AdministratorAsync(), await hub.HandlerAsync());
        var feed = await hub.StartTailAsync();
        var receipt = await hub.FileAsync();
        hub.Time.Advance(TimeSpan.FromMinutes(30));
        await hub.Use<AcceptCase>().ExecuteAsync(lin, new AcceptCase.Request(receipt.CaseId));
        var before = await hub.CaseAsync(receipt.CaseId);
        var policy = await OpenCaseRules.PromiseAsync(hub, ada, 10, 60, 120);

        Assert.Equal(1, await OpenCaseRules.ApplyAsync(hub, ada, policy, null));

        var one = await hub.CaseAsync(receipt.CaseId);
        var start = Instant.FromDateTimeOffset(HubFixture.MondayMorning);
        Instant? Due(PromiseKind kind) => one.Promises.Single(p => p.Kind == kind).DueAt;
        Assert.Equal(start + Duration.FromMinutes(60), Due(PromiseKind.Reply));
        Assert.Equal(start + Duration.FromMinutes(120), Due(PromiseKind.Resolve));
        Assert.Equal((start + Duration.FromMinutes(60), PromiseKind.Reply, policy, before.Version + 1), (one.DueAt!.Value, one.DuePromise!.Value, one.PolicyVersionId, one.Version));

        // Acknowledged within the hour that was promised then; the ten minutes of now do not break it.
        var acknowledged = one.Promises.Single(p => p.Kind == PromiseKind.Acknowledge);
        Assert.Equal((PromiseState.Met, true), (acknowledged.State, acknowledged.Kept));
        Assert.Equal(before.Promises.Single(p => p.Kind == PromiseKind.Acknowledge).DueAt, acknowledged.DueAt);

        var entry = (await hub.JournalOfAsync(receipt.CaseId))[^1];
        Assert.Equal((JournalKind.RulesApplied, "The law is stricter now.", ada.StaffId), (entry.Kind, entry.Note, entry.ActorId));
        var changes = JsonSerializer.Deserialize<List<FieldChange>>(entry.Changes, JournalJson.Options)!;
        Assert.Contains(changes, c => c.Field == nameof(Case.PolicyVersionId) && c.From == "1" && c.To == $"{policy}");
        Assert.Equal(Due(PromiseKind.Resolve), DueMove.ReadDue(changes.Single(c => DueMove.KindOf(c) == PromiseKind.Resolve).To));
        await feed.WaitBeyondAsync(entry.Seq - 1, TestContext.Current.CancellationToken);

        // What happens later is counted by the newer rules, and what was first promised stays known.
        hub.Time.Advance(TimeSpan.FromMinutes(31));
        await hub.Use<ReplyToCustomer>().ExecuteAsync(lin, new ReplyToCustomer.Request(receipt.CaseId, "We are on it.", null));
        var view = (await hub.Use<ReadCase>().ExecuteAsync(lin, new ReadCase.Request(receipt.CaseId))).Value;
        Assert.Equal(false, view.Promises.Single(p => p.Kind == PromiseKind.Reply).Kept);
        Assert.Equal(before.Promises.Single(p => p.Kind == PromiseKind.Reply).DueAt, view.Promises.Single(p => p.Kind == PromiseKind.Reply).FirstDueAt);
        Assert.Equal(0, (await hub.Get<RebuildPromises>().CompareAsync(_ => { }, (_, _) => { })).Differences);
    }

    [Fact]
    public async Task Applying_again_goes_on_where_it_was_stopped_and_touches_no_case_twice_nor_one_that_is_over()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        for (var i = 0; i < 12; i++)
        {
            await hub.FileAsync();
        }

        var over = (await hub.FileAsync()).CaseId;
        await hub.Use<WithdrawCase>().ExecuteAsync(Actor.Customer(over, ""), new WithdrawCase.Request(over, "Found it."));
        var policy = await OpenCaseRules.PromiseAsync(hub, ada, 10, 60, 120);
        var first = (await hub.Use<ApplyRules>().ExecuteAsync(ada, new ApplyRules.Request(policy, null, "Part", Most: 7))).Value;
        Assert.Equal((7, 0), (first.Cases, first.Passed));
        Assert.NotNull(first.Next);

        // The hub was restarted, or another node goes on: from the beginning.
        await using var node = hub.Beside();
        Assert.Equal(5, await OpenCaseRules.ApplyAsync(node, ada, policy, null));
        Assert.Equal(0, await OpenCaseRules.ApplyAsync(hub, ada, policy, null));

        var applied = await hub.ReadAsync(db => db.Journal.Where(j => j.Kind == JournalKind.RulesApplied).Select(j => j.CaseId).ToListAsync());
        Assert.Equal(12, applied.Count);
        Assert.Equal(applied.Count, applied.Distinct().Count());
        Assert.DoesNotContain(over, applied);
    }

    [Fact]
    public async Task Two_who_apply_at_once_do_each_case_once_while_it_is_worked()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var node = hub.Beside();
        var (ada, lin) = (await hub.AdministratorAsync(), await hub.HandlerAsync());
        var cases = new List<long>();
        for (var i = 0; i < 60; i++)
        {
            cases.Add((await hub.FileAsync()).CaseId);
        }

        var policy = await OpenCaseRules.PromiseAsync(hub, ada, 10, 60, 120);
        var request = new ApplyRules.Request(policy, null, "Both");
        var working = Task.WhenAll(cases.Select(id => hub.Use<AddNote>().ExecuteAsync(lin, new AddNote.Request(id, "Called."))));
        var both = await Task.WhenAll(hub.Use<ApplyRules>().ExecuteAsync(ada, request), node.Use<ApplyRules>().ExecuteAsync(ada, request));
        await working;
        await OpenCaseRules.ApplyAsync(hub, ada, policy, null);

        Assert.All(both, one => Assert.Null(one.Failure));
        Assert.Equal(60, await hub.ReadAsync(db => db.Journal.CountAsync(j => j.Kind == JournalKind.RulesApplied)));
        Assert.Equal(60, await hub.ReadAsync(db => db.Cases.CountAsync(c => c.PolicyVersionId == policy)));
        Assert.Equal(0, (await hub.Get<RebuildPromises>().CompareAsync(_ => { }, (_, _) => { })).Differences);
    }

    [Fact]
    public async Task The_preview_says_what_would_come_of_it_and_that_comes()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, lin) = (await hub.AdministratorAsync(), await hub.HandlerAsync());
        var (waiting, sooner) = ((await hub.FileAsync()).CaseId, await hub.FileAsync());
        await hub.Use<AskCustomer>().ExecuteAsync(lin, new AskCustomer.Request(waiting, "Which model?", null));
        var mine = await hub.FileAsync();
        await hub.ConcernsAsync(mine.CaseId, ada.StaffId!.Value);
        hub.Time.Advance(TimeSpan.FromMinutes(50));
        var policy = await OpenCaseRules.PromiseAsync(hub, ada, 40, 45, 9000);

        var preview = (await hub.Use<PreviewRules>().ExecuteAsync(ada, new PreviewRules.Request(policy, null))).Value;

        // Two cases run with three promises each; of the waiting one nothing is due.
        Assert.Equal((3, 4, 2, 4), (preview.Cases, preview.Earlier, preview.Later, preview.OverdueAtOnce));
        Assert.Equal([sooner.Number], preview.Affected.Select(a => a.Number));
        Assert.Null(preview.Next);
        Assert.Equal(0, await hub.ReadAsync(db => db.Journal.CountAsync(j => j.Kind == JournalKind.RulesApplied)));
        await OpenCaseRules.ApplyAsync(hub, ada, policy, null);
        var due = (await hub.CaseAsync(sooner.CaseId)).Promises.ToDictionary(p => p.Kind, p => p.DueAt);
        Assert.All(preview.Affected[0].Moves, move => Assert.Equal(move.To, due[move.Kind]));
        Assert.Equal(0, (await hub.Use<PreviewRules>().ExecuteAsync(ada, new PreviewRules.Request(policy, null))).Value.Cases);
    }

    [Fact]
    public async Task The_most_affected_cases_come_first_and_go_on_by_key()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        for (var i = 0; i < 55; i++)
        {
            await hub.FileAsync(f => f with { Kind = i % 2 == 0 ? CaseKind.Complaint : CaseKind.Suggestion });
        }

        var policy = await OpenCaseRules.PromiseAsync(hub, ada, 10, 60, 120);
        var first = (await hub.Use<PreviewRules>().ExecuteAsync(ada, new PreviewRules.Request(policy, null))).Value;
        var rest = (await hub.Use<PreviewRules>().ExecuteAsync(ada, new PreviewRules.Request(policy, null, first.Next))).Value;

        var all = first.Affected.Concat(rest.Affected).ToList();
        Assert.Equal((50, 5, 55), (first.Affected.Count, rest.Affected.Count, all.Select(a => a.Number).Distinct().Count()));
        Assert.Equal(all.Select(a => a.Place.By).OrderDescending(), all.Select(a => a.Place.By));
        Assert.Null(rest.Next);
    }

    [Fact]
    public async Task Only_the_newest_are_applied_with_a_reason_and_never_none()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        await hub.FileAsync();
        await OpenCaseRules.PromiseAsync(hub, ada, 10, 60, 120);
        Task<Result<ApplyRules.Applied>> Apply(long? policy, long? calendar, string reason) => hub.Use<ApplyRules>().ExecuteAsync(ada, new ApplyRules.Request(policy, calendar, reason));

        Assert.Equal("Ada Root", Assert.Single(Assert.IsType<ChangedSince>((await Apply(1, null, "Why not")).Failure).Since).ByName);
        Assert.IsType<ChangedSince>((await hub.Use<PreviewRules>().ExecuteAsync(ada, new PreviewRules.Request(1, null))).Failure);
        Assert.Equal(new Invalid("Reason", "ReasonMissing"), (await Apply(null, 1, " ")).Failure);
        Assert.Equal(new Invalid("PolicyVersionId", "Choose"), (await Apply(null, null, "Why not")).Failure);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task After_random_work_every_figure_is_still_what_a_recount_comes_to(int seed)
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var work = await RandomWork.DoAsync(hub, seed, filings: 40, days: 20);
        var policy = await OpenCaseRules.PromiseAsync(hub, ada, 100, 500, 2000);
        var calendar = await OpenCaseRules.CloseAsync(hub, ada, "2026-03-20");

        Assert.True(await OpenCaseRules.ApplyAsync(hub, ada, policy, calendar) > 5);

        await Recount.CompareAsync(hub, work.Onlooker, new ReadDashboard.Request(null, 30));
        var differences = new List<PromiseDifference>();
        await hub.Get<RebuildPromises>().CompareAsync(differences.Add, (_, _) => { });
        Assert.Empty(differences);
        var open = await hub.ReadAsync(db => db.Cases.Where(c => c.PolicyVersionId == policy).ToListAsync());
        Assert.All(open, one => Assert.True(one.State.IsOpen()));
        Assert.DoesNotContain(await hub.ReadAsync(db => db.Cases.Where(c => c.PolicyVersionId != policy).ToListAsync()), one => one.State.IsOpen());
    }

    [Fact]
    public void Entries_of_before_versions_were_kept_stay_under_those_that_newer_ones_replaced()
    {
        var one = new Case { PolicyVersionId = 5, CalendarVersionId = 2 };
        JournalEntry Entry(long seq, JournalKind kind, long? policy, string changes = "[]") => new()
        {
            Seq = seq,
            At = Instant.FromUnixTimeSeconds(seq),
            Kind = kind,
            ToState = CaseState.New,
            CaseKind = CaseKind.Complaint,
            Severity = Severity.General,
            PolicyVersionId = policy,
            Changes = changes,
        };
        var applied = JsonSerializer.Serialize<FieldChange[]>([new("Case", "1", nameof(Case.PolicyVersionId), "1", "5")], JournalJson.Options);

        var facts = CaseFacts.Of(one, [Entry(1, JournalKind.Filed, null), Entry(2, JournalKind.Noted, null), Entry(3, JournalKind.RulesApplied, 5, applied), Entry(4, JournalKind.Noted, 5)]);
        Assert.Equal([1, 1, 5, 5], facts.Select(fact => fact.PolicyVersionId));
        Assert.All(facts, fact => Assert.Equal(2, fact.CalendarVersionId));
        Assert.Equal([3, 3], CaseFacts.Of(one, [Entry(1, JournalKind.Filed, null), Entry(2, JournalKind.Noted, 3)]).Select(fact => fact.PolicyVersionId));
        Assert.Equal([5], CaseFacts.Of(one, [Entry(1, JournalKind.Filed, null)]).Select(fact => fact.PolicyVersionId));
    }
}
