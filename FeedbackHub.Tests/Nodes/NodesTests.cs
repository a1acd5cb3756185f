using System.Collections.Concurrent;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Support;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Nodes;

public sealed class NodesTests
{
    [Fact]
    public async Task Sixteen_writers_on_two_nodes_leave_a_dense_journal_and_each_tail_sees_all_of_it_in_order()
    {
        const int Writers = 8;
        const int Filings = 6;
        await using var first = await HubFixture.StartAsync();
        await using var second = first.Beside();
        var (firstFeed, secondFeed) = (await first.StartTailAsync(), await second.StartTailAsync());
        var begun = await first.HeadAsync();
        using var ending = new CancellationTokenSource();
        var (seenByFirst, seenBySecond) = (new ConcurrentQueue<long>(), new ConcurrentQueue<long>());
        var following = Task.WhenAll(FollowAsync(first, firstFeed, begun, seenByFirst, ending.Token), FollowAsync(second, secondFeed, begun, seenBySecond, ending.Token));

        await Task.WhenAll(new[] { first, second }.SelectMany(node => Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Filings; i++)
            {
                await node.FileAsync();
            }
        }))));

        var head = begun + (2 * Writers * Filings);
        await first.ReachAsync(head);
        await second.ReachAsync(head);
        await Until.HoldsAsync("both followers are at the end", () => seenByFirst.LastOrDefault() >= head && seenBySecond.LastOrDefault() >= head);
        await ending.CancelAsync();
        await following;
        var expected = Enumerable.Range((int)begun + 1, 2 * Writers * Filings).Select(i => (long)i).ToList();
        Assert.Equal(expected, (await first.JournalAsync(begun)).Select(j => j.Seq));
        Assert.Equal(expected, seenByFirst);
        Assert.Equal(expected, seenBySecond);
    }

    [Fact]
    public async Task What_one_node_does_the_other_hears_of()
    {
        await using var first = await HubFixture.StartAsync();
        await using var second = first.Beside();
        var feed = await second.StartTailAsync();
        var head = feed.Head;

        var filed = await first.FileAsync();

        await second.ReachAsync(head + 1);
        Assert.Equal(filed.CaseId, feed.After(head)!.Single().CaseId);
    }

    [Fact]
    public async Task Of_two_who_claim_one_case_on_two_nodes_one_gets_it_and_the_other_is_told_who()
    {
        await using var first = await HubFixture.StartAsync();
        await using var second = first.Beside();
        var (wei, lin) = (await first.HandlerAsync("Wei"), await first.HandlerAsync("Lin"));
        for (var i = 0; i < 10; i++)
        {
            var id = (await first.FileAsync()).CaseId;
            var claims = await Task.WhenAll(
                Task.Run(() => first.Use<ClaimCase>().ExecuteAsync(wei, new(id))),
                Task.Run(() => second.Use<ClaimCase>().ExecuteAsync(lin, new(id))));
            Assert.Single(claims, c => c.Succeeded);
            var owner = (await first.CaseAsync(id)).HandlerId;
            Assert.Equal(claims[0].Succeeded ? wei.StaffId : lin.StaffId, owner);
            Assert.IsType<AlreadyTaken>(claims.Single(c => !c.Succeeded).Failure);
        }
    }

    [Fact]
    public async Task A_work_is_one_nodes_until_its_lease_has_run_out_or_is_given_back()
    {
        await using var first = await HubFixture.StartAsync();
        await using var second = first.Beside();
        var (here, there, hour) = (first.Get<Leases>(), second.Get<Leases>(), Duration.FromHours(1));

        Assert.True(await here.TakeAsync("sweep", hour));
        Assert.False(await there.TakeAsync("sweep", hour));
        Assert.True(await there.TakeAsync("other", hour));
        Assert.True(await here.TakeAsync("sweep", hour)); // renewed

        first.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.True(await there.TakeAsync("sweep", hour));
        Assert.False(await here.TakeAsync("sweep", hour));
        await there.ReleaseAsync("sweep");
        Assert.True(await here.TakeAsync("sweep", hour));
    }

    [Fact]
    public async Task All_nodes_have_the_same_secrets()
    {
        await using var first = await HubFixture.StartAsync();
        await using var second = first.Beside();
        var made = await Task.WhenAll(
            Task.Run(() => first.Get<Core.HubSecrets>().TrackingKey), Task.Run(() => second.Get<Core.HubSecrets>().TrackingKey));
        Assert.Equal(made[0], made[1]);
        Assert.Equal(32, made[0].Length);

        var filed = await first.FileAsync();
        Assert.True((await second.Use<Core.Cases.FindTrackedCase>().ExecuteAsync(Actor.Public, new(filed.Number, filed.Code))).Succeeded);
    }

    private static Task FollowAsync(HubFixture node, LiveFeed feed, long from, ConcurrentQueue<long> seen, CancellationToken end) => Task.Run(async () =>
    {
        try
        {
            while (true)
            {
                await feed.WaitBeyondAsync(from, end);
                foreach (var update in await node.Get<JournalTail>().ReadAfterAsync(from, end))
                {
                    seen.Enqueue(from = update.Seq);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }, CancellationToken.None);
}
