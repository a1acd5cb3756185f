namespace FeedbackHub.Bench;

/// <summary>How long it takes from a change on one node to those who watch on another.</summary>
internal static class NodesBench
{
    private const int Changes = 20;
    private const int Rounds = 3;

    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync(Run run)
    {
        var clients = run.Of(100, 10);
        await using var company = await Company.FoundAsync(run.Engine, run.Of(10_000, 1000));
        await using var first = await ServerProcess.HubAsync(company);
        await using var second = await ServerProcess.HubAsync(company);
        using var api = first.Client(company.Token);
        await using var near = await Watchers.ConnectAsync(first, company.Token, clients);
        await using var far = await Watchers.ConnectAsync(second, company.Token, clients);
        await Clients.PaceAsync(Changes, TimeSpan.FromSeconds(2), () => IntakeBench.FileAsync(api)); // does not count
        var (here, there) = (new List<Timings>(), new List<Timings>());
        var (lostHere, lostThere) = (0L, 0L);
        for (var round = 1; round <= Rounds; round++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            near.Forget();
            far.Forget();
            var (made, perSecond) = await Clients.PaceAsync(Changes, run.Seconds(15, 3), () => IntakeBench.FileAsync(api));
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            here.Add(near.Took(perSecond));
            there.Add(far.Took(perSecond));
            lostHere += (made * clients) - near.Heard;
            lostThere += (made * clients) - far.Heard;
            Console.WriteLine($"  round {round} of {Rounds}: p50 {there[^1].At(.5):F0} ms, p99 {there[^1].At(.99):F0} ms on the other node, {lostThere} lost");
        }

        var section = run.Section("Two nodes");
        section.Say($"Two nodes on one database; cases are filed with the first, {clients} clients watch at each, {Changes} changes a second are wanted. Timed as under Live. Medians of three rounds; lost: in all rounds together.");
        section.Table(["", "changes/s", "p50 ms", "p99 ms", "lost"], [Row("clients of the same node", here, lostHere), Row("clients of the other node", there, lostThere)]);
        return section;

        static string[] Row(string what, List<Timings> rounds, long lost)
        {
            var median = Timings.Median(rounds, t => t.At(.99));
            return [what, $"{median.PerSecond:F0}", $"{median.At(.5):F0}", $"{median.At(.99):F0}", $"{lost}"];
        }
    }
}
