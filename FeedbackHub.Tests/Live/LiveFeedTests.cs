using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Support;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Live;

public class LiveFeedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_is_told_at_once_without_waiting_for_the_poll()
    {
        // The hub's clock stands still, so no poll ever comes: only the commit can wake the tail.
        await using var hub = await HubFixture.StartAsync();
        var feed = await hub.StartTailAsync();
        for (var i = 0; i < 20; i++)
        {
            var head = feed.Head;
            var receipt = await hub.FileAsync();
            await feed.WaitBeyondAsync(head, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
            var update = Assert.Single(feed.After(head)!);
            Assert.Equal((head + 1, JournalKind.Filed, receipt.CaseId, hub.FirstDepartment), (update.Seq, update.Kind, update.CaseId, update.DepartmentId));
        }
    }

    [Fact]
    public async Task Many_listeners_at_their_own_pace_hear_everything_once_and_in_order()
    {
        await using var hub = await HubFixture.StartAsync();
        var feed = await hub.StartTailAsync();
        var tail = hub.Get<JournalTail>();
        var start = feed.Head;
        const int filed = 60;
        var listeners = Enumerable.Range(0, 8).Select(async pace =>
        {
            var heard = new List<long>();
            var seen = start;
            while (heard.Count < filed)
            {
                await feed.WaitBeyondAsync(seen, Cancel);
                for (var i = 0; i < pace; i++)
                {
                    await Task.Yield();
                }

                foreach (var update in await tail.ReadAfterAsync(seen, Cancel))
                {
                    heard.Add(seen = update.Seq);
                }
            }

            return heard;
        }).ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < filed / 4; i++)
            {
                await hub.FileAsync();
            }
        })));

        foreach (var heard in await Task.WhenAll(listeners).WaitAsync(TimeSpan.FromSeconds(60), Cancel))
        {
            Assert.Equal(Enumerable.Range(1, filed).Select(i => start + i), heard);
        }
    }

    [Fact]
    public async Task Whoever_was_away_longer_than_memory_reaches_back_reads_on_from_the_journal()
    {
        await using var hub = await HubFixture.StartAsync();
        for (var batch = 0; batch < 3; batch++)
        {
            await hub.SaveAsync(change =>
            {
                for (var i = 0; i < 400; i++)
                {
                    change.Record(JournalKind.SignedIn, (object?)null);
                }
            });
        }

        var feed = await hub.StartTailAsync();
        var tail = hub.Get<JournalTail>();
        Assert.Null(feed.After(0));
        var read = new List<long>();
        while (await tail.ReadAfterAsync(read.Count, Cancel) is { Count: > 0 } part)
        {
            read.AddRange(part.Select(u => u.Seq));
        }

        Assert.Equal(Enumerable.Range(1, (int)feed.Head).Select(i => (long)i), read);
    }

    [Fact]
    public void Memory_keeps_the_newest_and_says_so_when_somebody_is_further_behind()
    {
        var feed = new LiveFeed();
        feed.Publish([.. Enumerable.Range(1, LiveFeed.Kept + 10).Select(i => Update(i))]);

        Assert.Null(feed.After(9));
        Assert.Equal(LiveFeed.Kept, feed.After(10)!.Count);
        Assert.Equal(LiveFeed.Kept + 10, Assert.Single(feed.After(LiveFeed.Kept + 9)!).Seq);
        Assert.Empty(feed.After(LiveFeed.Kept + 10)!);
        Assert.Empty(feed.After(LiveFeed.Kept + 99)!);
    }

    [Fact]
    public void A_gap_is_a_bug_and_stops_the_feed()
    {
        var feed = new LiveFeed();
        feed.Publish([Update(1)]);
        Assert.Throws<InvalidOperationException>(() => feed.Publish([Update(3)]));
        Assert.Equal(1, feed.Head);
    }

    [Fact]
    public void Only_those_whose_case_it_is_or_was_are_told()
    {
        var update = Update(1) with { DepartmentId = 2, FromDepartmentId = 1, HandlerId = 20, FromHandlerId = 10, ConcernsStaffId = 30 };
        Assert.True(update.IsFor(Actor.Staff(99, "Now", Roles.Handler, [2])));
        Assert.True(update.IsFor(Actor.Staff(99, "Was", Roles.Handler, [1])));
        Assert.True(update.IsFor(Actor.Staff(20, "Handler", Roles.Handler, [])));
        Assert.True(update.IsFor(Actor.Staff(10, "Handler before", Roles.Handler, [])));
        Assert.True(update.IsFor(Actor.Staff(99, "Supervisor", Roles.Supervisor, [])));
        Assert.True(update.IsFor(Actor.Program(30, "A token with the number of the person", ApiScopes.Read, [])));
        Assert.False(update.IsFor(Actor.Staff(99, "Elsewhere", Roles.Handler, [3])));
        Assert.False(update.IsFor(Actor.Staff(30, "Complained about", Roles.Handler | Roles.Supervisor, [1, 2])));
        Assert.False(update.IsFor(Actor.Staff(99, "Administrator", Roles.Administrator, [2])));
        Assert.False(update.IsFor(Actor.Staff(99, "None", Roles.None, [2])));
        Assert.False(update.IsFor(Actor.Program(1, "Files only", ApiScopes.File, [])));
        Assert.False(update.IsFor(Actor.Program(1, "Elsewhere", ApiScopes.Read, [3])));
        Assert.False(update.IsFor(Actor.Public));
        Assert.False((update with { CaseId = null }).IsFor(Actor.Staff(99, "Supervisor", Roles.Supervisor, [])));
    }

    [Fact]
    public async Task Whoever_is_newly_complained_about_is_told_that_the_case_has_left_and_nothing_after_that()
    {
        await using var hub = await HubFixture.StartAsync();
        var (named, supervisor) = (await hub.HandlerAsync("Named"), await hub.SupervisorAsync());
        var elsewhere = await hub.HandlerAsync("Elsewhere", await hub.DepartmentAsync("Elsewhere"));
        var feed = await hub.StartTailAsync();
        var id = (await hub.FileAsync(f => f with { Description = "\"field\":\"ConcernsStaffId\"" })).CaseId;

        var naming = await ToldAsync(() => hub.Use<EditCase>().ExecuteAsync(supervisor, new(id, nameof(Case.ConcernsStaffId), $"{named.StaffId}", 1)));
        var after = await ToldAsync(() => hub.Use<EditCase>().ExecuteAsync(
            supervisor, new(id, nameof(Case.Place), "\"field\":\"ConcernsStaffId\"", 1)));

        Assert.Equal((true, false, true), (naming.IsFor(named), naming.IsFor(elsewhere), naming.IsFor(supervisor)));
        Assert.Equal((false, true), (after.IsFor(named), after.IsFor(supervisor)));

        async Task<LiveUpdate> ToldAsync(Func<Task<Result<EditedField>>> edit)
        {
            await feed.WaitBeyondAsync(await hub.HeadAsync() - 1, Cancel);
            var head = feed.Head;
            Assert.Null((await edit()).Failure);
            await feed.WaitBeyondAsync(head, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
            return Assert.Single(feed.After(head)!);
        }
    }

    private static LiveUpdate Update(long seq) =>
        new(seq, JournalKind.Edited, Instant.FromUnixTimeSeconds(seq), 7, 2, 2, null, null, null, null, ActorKind.Staff, 1, null, null);
}
