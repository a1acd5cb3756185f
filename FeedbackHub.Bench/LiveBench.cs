using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.SignalR.Client;

namespace FeedbackHub.Bench;

/// <summary>How long it takes from a change to those who watch.</summary>
internal static class LiveBench
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync()
    {
        await using var company = await Company.FoundAsync(10_000);
        await using var hub = await ServerProcess.HubAsync(company);
        var rows = new List<string[]>();
        var section = new Section("Live");
        foreach (var (clients, changes) in new[] { (100, 20), (100, 100), (1000, 20), (1000, 100) })
        {
            var (timings, heard, lost, set) = await WatchAsync(company, hub, clients, changes);
            Console.WriteLine($"  {clients} clients, {changes}/s: p50 {timings.At(.5):F0} ms, p99 {timings.At(.99):F0} ms, {lost} lost");
            rows.Add([$"{clients} clients, {changes} wanted", $"{heard:F0}", $"{timings.At(.5):F0}", $"{timings.At(.99):F0}", $"{lost}", $"{set:F0}"]);
            if (clients == 1000 && changes == 20)
            {
                section.Target("p99 with 1,000 clients at 20 changes/s, ms", timings.At(.99), "≤", 100);
            }
        }

        section.Say("SignalR clients over WebSockets in one process, all entitled to everything; cases are filed through the API meanwhile. Timed from the instant of the change (taken before its commit, so the commit is in it) until a client has the message in hand, by the one clock of the machine. Bursts are merged by the hub (`LiveHub:Pace`).");
        section.Table(["", "changes/s", "p50 ms", "p99 ms", "lost", "hub MiB"], rows);
        return section;
    }

    private static async Task<(Timings Timings, double PerSecond, long Lost, double WorkingSet)> WatchAsync(Company company, ServerProcess hub, int clients, int changes)
    {
        using var api = hub.Client(company.Token);
        var took = new ConcurrentBag<double>();
        var heard = 0L;
        var connections = new List<HubConnection>();
        for (var i = 0; i < clients; i++)
        {
            var connection = new HubConnectionBuilder().WithUrl(new Uri(hub.Address, "/hubs/live"), o => o.AccessTokenProvider = () => Task.FromResult<string?>(company.Token)).Build();
            connection.On<Update[]>("Changed", updates =>
            {
                var now = TimeProvider.System.GetUtcNow();
                foreach (var update in updates)
                {
                    took.Add((now - update.At).TotalMilliseconds);
                }

                Interlocked.Add(ref heard, updates.Length);
            });
            await connection.StartAsync();
            await connection.InvokeAsync("Subscribe", null);
            connections.Add(connection);
        }

        await IntakeBench.FileAsync(api);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        took.Clear();
        Interlocked.Exchange(ref heard, 0);
        var (clock, made) = (Stopwatch.StartNew(), 0L);
        var filings = new List<Task>();
        using (var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / changes)))
        {
            while (clock.Elapsed < Duration && await pace.WaitForNextTickAsync())
            {
                made++;
                filings.Add(IntakeBench.FileAsync(api));
            }
        }

        await Task.WhenAll(filings);
        var perSecond = made / clock.Elapsed.TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        var set = hub.WorkingSet;
        await Task.WhenAll(connections.Select(c => c.DisposeAsync().AsTask()));
        return (new Timings(took, perSecond), perSecond, (made * clients) - heard, set);
    }

    private sealed record Update(long Seq, DateTimeOffset At);
}
