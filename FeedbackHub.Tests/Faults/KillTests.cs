using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Faults;

[Trait("Kind", "Fault")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int SigKill = 128 + 9;
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public async Task What_was_promised_survives_every_kill_once_and_every_live_client_has_seen_it()
    {
        await using var hub = new HubProcess { Arguments = ["--Api:RequestsPerMinute=1000000", "--Api:Burst=100000"] };
        await TestDatabase.PutFreshAsync(hub.Storage, hub.Database);
        string token;
        await using (var before = HubFixture.On(hub.Storage, hub.Database))
        {
            token = (await before.TokenAsync()).Secret;
        }

        using var enough = new CancellationTokenSource();
        var promised = new Promised();
        var working = new Clients(hub.Address, token, promised, () => hub.Listening).WorkAsync(programs: 4, customers: 3, handlers: 2, enough.Token);
        await using LiveScreen first = new(hub.Address, token), second = new(hub.Address, token);
        var started = Clock.GetTimestamp();
        var random = new Random(20);
        var kills = 0;
        foreach (var point in KillPoint.Names.SelectMany(name => Enumerable.Repeat(name, FaultRun.Times(1, 17))))
        {
            foreach (var (name, value) in KillPoint.Environment(point, random.Next(1, 7)))
            {
                hub.Environment[name] = value;
            }

            await hub.OpensAsync(); // or not: opening writes, too
            Assert.Equal(SigKill, await hub.EndAsync(point));
            kills++;
        }

        hub.Environment.Clear();
        await hub.StartAsync();
        for (var kill = 0; kill < FaultRun.Times(3, 40); kill++, kills++)
        {
            // Soon after the first message of a handler, at a random moment: amid requests, commits, answers.
            var seen = promised.Acknowledged.Count;
            await Until.HoldsAsync("a message is sent", () => promised.Acknowledged.Count > seen || working.IsCompleted);

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(150)), Clock);
            await hub.KillAsync();
            await hub.StartAsync();
        }

        var enoughNow = promised.Receipts.Count + 10;
        await Until.HoldsAsync("receipts are given after the last kill", () => promised.Receipts.Count >= enoughNow || working.IsCompleted);
        await enough.CancelAsync();
        await working;
        output.WriteLine($"{kills} kills, {promised.Receipts.Count} receipts, {promised.Acknowledged.Count} messages, {promised.Cut} sendings cut, {Clock.GetElapsedTime(started).TotalSeconds:0} s");
        Assert.True(promised.Cut > kills / 2, $"only {promised.Cut} sendings were cut: the kills hit nothing");
        Assert.Equal(promised.Filed.Count, promised.Receipts.Count); // each kept trying until it had its receipt
        await using var after = HubFixture.On(hub.Storage, hub.Database);
        await Checker.CheckAsync(after, promised, first, second);
    }
}
