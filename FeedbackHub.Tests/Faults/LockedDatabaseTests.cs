using System.Diagnostics;
using System.Net;
using FeedbackHub.App.Public;
using FeedbackHub.Tests.Public;
using FeedbackHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FeedbackHub.Tests.Faults;

/// <summary>Somebody else holds the write lock of the SQLite file: a tool left open, a copy being made.</summary>
[Trait("Kind", "Fault")]
[Trait("Database", "Sqlite")]
public sealed class LockedDatabaseTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public async Task Filings_wait_for_a_lock_that_is_given_up_in_time_and_reading_goes_on_meanwhile()
    {
        await using var host = await StartAsync(patience: 45);
        var promised = new Promised();
        var away = await Away.ComeAsync(host, promised, (await host.Hub.TokenAsync()).Secret);
        await using var other = await LockAsync(host);

        var filing = away.AreAcceptedAsync();
        var since = Stopwatch.StartNew();
        while (since.Elapsed < FaultRun.Seconds(2, 30))
        {
            var asked = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.OK, (await away.GetAsync(PublicPaths.File, "en")).Status);
            Assert.True(asked.Elapsed < TimeSpan.FromSeconds(2), $"Reading took {asked.Elapsed}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Clock);
        }

        Assert.False(filing.IsCompleted);
        await other.DisposeAsync();
        await filing;
        await Checker.CheckAsync(host.Hub, promised);
    }

    [Fact]
    public async Task Whoever_waits_for_a_lock_that_stays_is_told_that_nothing_was_accepted_and_nobody_waits_for_the_others_waiting()
    {
        var patience = FaultRun.IsLong ? 15 : 1;
        await using var host = await StartAsync(patience);
        var promised = new Promised();
        var token = (await host.Hub.TokenAsync()).Secret;
        var many = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Away.ComeAsync(host, new Promised(), token)));
        var away = await Away.ComeAsync(host, promised, token);
        await using (await LockAsync(host))
        {
            var since = Stopwatch.StartNew();
            await Task.WhenAll(many.Select(m => m.AreRefusedAsync()));
            await away.AreRefusedAsync();

            // Twelve at once, three sendings in turn for each: each turn is told after one patience, or two where it came late.
            Assert.True(since.Elapsed < TimeSpan.FromSeconds((6 * 2 * (patience + 0.5)) + 5), $"It took {since.Elapsed} until all were told.");
        }

        await away.AreAcceptedAsync();
        await Checker.CheckAsync(host.Hub, promised);
    }

    private static Task<HubHostFixture> StartAsync(int patience)
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "PostgreSQL locks no whole database.");
        return HubHostFixture.StartAsync(FaultRun.Silent, [.. PublicHost.Generous, $"--Storage:LockSeconds={patience}"]);
    }

    private static async Task<SqliteConnection> LockAsync(HubHostFixture host)
    {
        var other = new SqliteConnection($"Data Source={host.Hub.Storage.Database};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return other;
    }
}
