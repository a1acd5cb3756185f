using System.Collections.Concurrent;
using System.Diagnostics;

namespace FeedbackHub.Bench;

/// <summary>Clients that do the same again and again, each waiting for its own answer.</summary>
internal static class Clients
{
    /// <summary>Lets so many of them work for so long. <paramref name="work"/> is told which client it is.</summary>
    public static async Task<Timings> WorkAsync(int clients, TimeSpan duration, Func<int, Task> work)
    {
        var took = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            while (clock.Elapsed < duration)
            {
                var began = Stopwatch.GetTimestamp();
                await work(client);
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        return new Timings(took, took.Count / clock.Elapsed.TotalSeconds);
    }

    /// <summary>One client, so many times, after a few that do not count.</summary>
    public static async Task<Timings> RepeatAsync(int times, Func<Task> work)
    {
        const int warm = 10;
        var took = new List<double>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < times + warm; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await work();
            if (i >= warm)
            {
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return new Timings(took, times / clock.Elapsed.TotalSeconds);
    }

    /// <summary>Does it so many times a second, whether or not what came before is done. Answers how often, and how often a second in fact.</summary>
    public static async Task<(long Made, double PerSecond)> PaceAsync(int perSecond, TimeSpan duration, Func<Task> work)
    {
        var begun = new List<Task>();
        var clock = Stopwatch.StartNew();
        using (var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond)))
        {
            while (clock.Elapsed < duration && await pace.WaitForNextTickAsync())
            {
                begun.Add(work());
            }
        }

        await Task.WhenAll(begun);
        return (begun.Count, begun.Count / clock.Elapsed.TotalSeconds);
    }
}
