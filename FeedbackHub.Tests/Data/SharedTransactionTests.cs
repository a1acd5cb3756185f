using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Dashboards;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Data;

/// <summary>Writers who wait for one another share a transaction: each fails alone, and nobody is answered before it is durable.</summary>
public class SharedTransactionTests
{
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Those_who_wait_share_one_commit_and_one_that_fails_undoes_nobody_elses_work()
    {
        await using var hub = await HubFixture.StartAsync();
        var before = await hub.HeadAsync();
        var first = WriteAsync(hub, "First", _ => gate.Task);
        var thrown = WriteAsync(hub, "Thrown", async change =>
        {
            await change.Db.SaveChangesAsync();
            throw new InvalidOperationException("On purpose.");
        });
        var refused = hub.Database.WriteAsync<Done>(Actor.System, async change =>
        {
            Add(change, "Refused");
            await change.Db.SaveChangesAsync();
            return new NotFound();
        });
        List<string>? seenMidway = null;
        var last = WriteAsync(hub, "Last", async _ => seenMidway = await AddedAsync(hub));
        gate.SetResult();
        await Task.WhenAll(first, last);
        Assert.False((await refused).Succeeded);
        await Assert.ThrowsAsync<InvalidOperationException>(() => thrown);

        Assert.Empty(seenMidway!);
        Assert.Equal(["First", "Last"], await AddedAsync(hub));
        Assert.Equal([before + 1, before + 2], (await hub.JournalAsync(before)).Select(j => j.Seq));
    }

    [Fact]
    public async Task The_first_one_failing_leaves_the_others_their_own_transaction()
    {
        await using var hub = await HubFixture.StartAsync();
        var first = WriteAsync(hub, "First", async _ =>
        {
            await gate.Task;
            throw new InvalidOperationException("On purpose.");
        });
        var last = WriteAsync(hub, "Last", _ => Task.CompletedTask);
        gate.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await last;
        Assert.Equal(["Last"], await AddedAsync(hub));
    }

    [Fact]
    public async Task One_who_goes_away_while_waiting_leaves_the_commit_to_nobody_and_yet_it_is_done()
    {
        await using var hub = await HubFixture.StartAsync();
        using var gone = new CancellationTokenSource();
        var first = WriteAsync(hub, "First", _ => gate.Task);
        var away = hub.Database.WriteAsync<Done>(
            Actor.System,
            change =>
            {
                Add(change, "Away");
                return Task.FromResult<Result<Done>>(new Done());
            },
            gone.Token);
        await gone.CancelAsync();
        gate.SetResult();
        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => away);
        Assert.Equal(["First"], await AddedAsync(hub));
    }

    [Fact]
    public async Task A_filing_repeated_while_the_first_one_is_under_way_gets_the_same_receipt()
    {
        await using var hub = await HubFixture.StartAsync();
        var held = WriteAsync(hub, "Held", _ => gate.Task);
        var filing = HubFixture.Filing();
        var filed = Enumerable.Range(0, 20).Select(_ => hub.Use<FileCase>().ExecuteAsync(Actor.Public, filing)).ToList();
        gate.SetResult();
        await held;
        var receipts = (await Task.WhenAll(filed)).Select(r => r.Value).ToList();
        Assert.Single(receipts.Select(r => (r.CaseId, r.Number, r.Code)).Distinct());
        Assert.Single(receipts, r => !r.Repeated);
        Assert.All(receipts, r => Assert.Equal(3, r.Promises.Count));
    }

    [Fact]
    public async Task Figures_and_words_are_right_where_a_case_is_filed_and_altered_twice_within_one_transaction()
    {
        await using var hub = await HubFixture.StartAsync();
        var supervisor = await hub.SupervisorAsync();
        var handler = await hub.HandlerAsync("Lin Hua", hub.FirstDepartment);
        var held = WriteAsync(hub, "Held", _ => gate.Task);
        var filed = hub.Use<FileCase>().ExecuteAsync(Actor.Public, HubFixture.Filing());
        var altered = new[] { ("zebra", CaseState.Accepted), ("giraffe", CaseState.InProgress) }.Select(to => hub.Database.WriteAsync<Done>(handler, async change =>
        {
            var one = await change.Db.Cases.SingleAsync();
            (one.Product, one.State) = to;
            change.Record(JournalKind.Edited, one);
            return new Done();
        })).ToList();
        gate.SetResult();
        await Task.WhenAll([held, .. altered]);

        await Recount.CompareAsync(hub, supervisor, new());
        Assert.DoesNotContain(await hub.ReadAsync(db => db.Tallies.ToListAsync()), t => t.Count <= 0);
        Assert.Equal([(await filed).Value.CaseId], await FoundAsync(hub, supervisor, "giraffe"));
        Assert.Empty(await FoundAsync(hub, supervisor, "zebra"));
    }

    private static async Task<List<long>> FoundAsync(HubFixture hub, Actor reader, string words) =>
        [.. (await hub.Use<ListQueue>().ExecuteAsync(reader, new(new QueueFilter { Words = words }))).Value.Rows.Select(r => r.Id)];

    private static Task WriteAsync(HubFixture hub, string name, Func<Change, Task> then) => hub.Database.WriteAsync<Done>(Actor.System, async change =>
    {
        Add(change, name);
        await then(change);
        return new Done();
    });

    private static void Add(Change change, string name)
    {
        var department = new Department { Name = new Bilingual(name, name) };
        change.Db.Departments.Add(department);
        change.Record(JournalKind.DepartmentChanged, department);
    }

    private static Task<List<string>> AddedAsync(HubFixture hub) =>
        hub.ReadAsync(db => db.Departments.Where(d => d.Id != hub.FirstDepartment).OrderBy(d => d.Id).Select(d => d.Name.En).ToListAsync());
}
