using FeedbackHub.Bench;
using FeedbackHub.Core;

if (args is [BareEndpoint.Name, var provider, var place, ..])
{
    await BareEndpoint.ServeAsync(provider, place, args[3..]);
    return 0;
}

DatabaseProvider[] both = [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];
var benches = new Dictionary<string, (DatabaseProvider[] On, Func<Run, Task<Section>> Measure)>
{
    ["intake"] = (both, IntakeBench.MeasureAsync),
    ["pages"] = (both, PagesBench.MeasureAsync),
    ["live"] = (both, LiveBench.MeasureAsync),
    ["circuits"] = ([DatabaseProvider.Sqlite], CircuitsBench.MeasureAsync),
    ["painted"] = ([DatabaseProvider.Sqlite], PaintedBench.MeasureAsync),
    ["nodes"] = ([DatabaseProvider.Postgres], NodesBench.MeasureAsync),
    ["promises"] = (both, PromisesBench.MeasureAsync),
    ["start"] = ([DatabaseProvider.Sqlite], StartBench.MeasureAsync),
};

if (Asked.Of(args, benches.Keys) is not { } asked)
{
    Console.WriteLine($"Say what to measure: all, or {string.Join(", ", benches.Keys)}; [--database Sqlite|Postgres] [--small]");
    return 2;
}

Leftovers.RemoveAtTheEnd();
var status = 0;
foreach (var on in both.Where(asked.Wants))
{
    var wanted = asked.Benches.Where(name => benches[name].On.Contains(on)).ToList();
    await using var engine = wanted.Count > 0 ? await Engine.StartAsync(on) : null;
    foreach (var name in wanted)
    {
        if (engine is null)
        {
            Console.WriteLine($"Skipped: {name} on {on} (there is none here: apt-get install postgresql).");
            continue;
        }

        Console.WriteLine($"{name} on {on} …");
        try
        {
            var run = new Run(engine, asked.Small);
            await Report.KeepAsync(await benches[name].Measure(run).WaitAsync(TimeSpan.FromMinutes(20)), run);
        }
        catch (NotHereException missing)
        {
            Console.WriteLine($"Skipped: {name} on {on} ({missing.Message}).");
        }
        catch (Exception) when (Leftovers.AreGoing)
        {
            return 130;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The others can still be measured.
            Console.WriteLine($"{name} on {on} failed: {problem}");
            status = 1;
        }
    }
}

return status;
