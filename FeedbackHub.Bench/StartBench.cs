namespace FeedbackHub.Bench;

/// <summary>How soon the hub answers, and what it holds in memory.</summary>
internal static class StartBench
{
    private const int Rounds = 5;

    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync(Run run)
    {
        await using var company = await Company.FoundAsync(run.Engine, run.Of(100_000, 1000));
        var started = new List<double>();
        var idle = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            await using var hub = await ServerProcess.HubAsync(company);
            started.Add(hub.Started.TotalSeconds);
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            idle = hub.WorkingSet;
        }

        await using var loaded = await ServerProcess.HubAsync(company);
        using var api = loaded.Client(company.Token);
        await Clients.WorkAsync(64, run.Seconds(20, 2), _ => IntakeBench.FileAsync(api));
        var under = loaded.WorkingSet;
        await Task.Delay(run.Seconds(20, 2), TimeProvider.System);
        var section = run.Section("Start and memory");
        section.Say("With 100,000 cases. Started means: from the start of the process until the first request is answered. Under load: after twenty seconds of filing by 64 clients. With 200 handlers signed in: see Circuits.");
        section.Table(["", ""],
        [
            ["first answer, s (median of five)", $"{started.Order().ElementAt(Rounds / 2):F2}"],
            ["working set idle, MiB", $"{idle:F0}"],
            ["working set under load, MiB", $"{under:F0}"],
            ["working set 20 s after, MiB", $"{loaded.WorkingSet:F0}"],
        ]);
        section.Target("first answer, s", started.Order().ElementAt(Rounds / 2), "≤", 3);
        section.Target("working set idle, MiB", idle, "≤", 200);
        return section;
    }
}
