namespace FeedbackHub.Bench;

/// <summary>How long it takes from a change to those who watch.</summary>
internal static class LiveBench
{
    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync(Run run)
    {
        await using var company = await Company.FoundAsync(run.Engine, run.Of(10_000, 1000));
        await using var hub = await ServerProcess.HubAsync(company);
        var rows = new List<string[]>();
        var section = run.Section("Live");
        foreach (var (many, changes) in new[] { (100, 20), (100, 100), (1000, 20), (1000, 100) })
        {
            var clients = run.Of(many, many / 10);
            var (timings, lost, set) = await WatchAsync(company, hub, clients, changes, run.Seconds(15, 3));
            Console.WriteLine($"  {clients} clients, {changes}/s: p50 {timings.At(.5):F0} ms, p99 {timings.At(.99):F0} ms, {lost} lost");
            rows.Add([$"{clients} clients, {changes} wanted", $"{timings.PerSecond:F0}", $"{timings.At(.5):F0}", $"{timings.At(.99):F0}", $"{lost}", $"{set:F0}"]);
            if (many == 1000 && changes == 20)
            {
                section.Target($"p99 with {clients:N0} clients at 20 changes/s, ms", timings.At(.99), "≤", 100);
            }
        }

        section.Say("SignalR clients over WebSockets in one process, all entitled to everything; cases are filed through the API meanwhile. Timed from the instant of the change (taken before its commit, so the commit is in it) until a client has the message in hand, by the one clock of the machine. Bursts are merged by the hub (`LiveHub:Pace`).");
        section.Table(["", "changes/s", "p50 ms", "p99 ms", "lost", "hub MiB"], rows);
        return section;
    }

    private static async Task<(Timings Timings, long Lost, double WorkingSet)> WatchAsync(Company company, ServerProcess hub, int clients, int changes, TimeSpan duration)
    {
        using var api = hub.Client(company.Token);
        await using var watchers = await Watchers.ConnectAsync(hub, company.Token, clients);
        await IntakeBench.FileAsync(api);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        watchers.Forget();
        var (made, perSecond) = await Clients.PaceAsync(changes, duration, () => IntakeBench.FileAsync(api));
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        return (watchers.Took(perSecond), (made * clients) - watchers.Heard, hub.WorkingSet);
    }
}
