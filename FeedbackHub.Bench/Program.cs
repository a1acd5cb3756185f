using FeedbackHub.Bench;

if (args is [BareEndpoint.Name, var file, ..])
{
    await BareEndpoint.ServeAsync(file, args[2..]);
    return;
}

var benches = new Dictionary<string, Func<Task<Section>>>
{
    ["intake"] = IntakeBench.MeasureAsync,
    ["pages"] = PagesBench.MeasureAsync,
    ["live"] = LiveBench.MeasureAsync,
    ["start"] = StartBench.MeasureAsync,
};
var wanted = args is [] or ["all"] ? [.. benches.Keys] : args;
if (wanted.Except(benches.Keys).FirstOrDefault() is { } unknown)
{
    Console.WriteLine($"There is no {unknown}. Measure all or: {string.Join(", ", benches.Keys)}");
    return;
}

foreach (var name in wanted)
{
    Console.WriteLine($"{name} …");
    await Report.KeepAsync(await benches[name]());
}
