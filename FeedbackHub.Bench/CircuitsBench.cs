namespace FeedbackHub.Bench;

/// <summary>What a signed-in handler with the queue open costs in the hub's memory.</summary>
internal static class CircuitsBench
{
    private const int PerSecond = 2;
    private const string Queue = "/staff/queue?view=all&sort=newest";

    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync(Run run)
    {
        var (handlers, cases) = (run.Of(200, 10), run.Of(100_000, 5000));
        await using var company = await Company.FoundAsync(run.Engine, cases, ManyCases.Handlers + handlers);
        await using var hub = await ServerProcess.HubAsync(company, tellsHeap: true);
        using var api = hub.Client(company.Token);

        // What the first ones bring with them (compiled code, caches) does not belong to any.
        Console.WriteLine("  warming up");
        await LeaveAsync(await OpenAsync(hub, Math.Min(handlers, 20)));
        var idle = await Memory.OfAsync(hub);
        Console.WriteLine($"  idle: {idle}");
        var circuits = await OpenAsync(hub, handlers);
        try
        {
            var opened = hub.WorkingSet;
            var open = await Memory.OfAsync(hub);
            Console.WriteLine($"  {handlers} handlers: {open}");
            var (highest, drawn) = await ArriveAsync(hub, api, circuits, run.Seconds(30, 3));
            var busy = await Memory.OfAsync(hub);
            Console.WriteLine($"  after {drawn} cases: {busy}, at most {highest:F0} MiB");
            await LeaveAsync(circuits);
            circuits = [];
            var after = await Memory.OfAsync(hub);
            Console.WriteLine($"  after they left: {after}");
            return Tell(run, (handlers, cases), idle, (open, opened), (busy, highest, drawn), after);
        }
        finally
        {
            await LeaveAsync(circuits);
        }
    }

    /// <summary>All in the department that cases of no category go to: each hears of every one.</summary>
    private static async Task<List<Circuit>> OpenAsync(ServerProcess hub, int handlers)
    {
        const int atOnce = 4;
        var circuits = new List<Circuit>();
        await Parallel.ForEachAsync(Enumerable.Range(ManyCases.Handlers + 1, handlers), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (handler, _) =>
        {
            var circuit = await Circuit.OpenAsync(hub.Address, Company.EmailOf(handler), Queue);
            lock (circuits)
            {
                circuits.Add(circuit);
            }
        });
        return circuits;
    }

    /// <summary>They close their tabs.</summary>
    private static async Task LeaveAsync(List<Circuit> circuits)
    {
        foreach (var circuit in circuits)
        {
            await circuit.DisposeAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
    }

    /// <summary>Cases arrive; answers the highest working set meanwhile. Each handler must have been shown the last one.</summary>
    private static async Task<(double Highest, long Drawn)> ArriveAsync(ServerProcess hub, HttpClient api, List<Circuit> circuits, TimeSpan duration)
    {
        var highest = 0.0;
        var (filed, _) = await Clients.PaceAsync(PerSecond, duration, async () =>
        {
            await IntakeBench.FileAsync(api);
            highest = Math.Max(highest, hub.WorkingSet);
        });
        var last = (await IntakeBench.FileAsync(api)).Number;
        await Until.HoldsAsync($"all {circuits.Count} handlers see {last}", () => circuits.All(c => c.Shows(last)));
        return circuits.FirstOrDefault(c => c.Problem is not null) is { } broken
            ? throw new InvalidOperationException(broken.Problem)
            : (Math.Max(highest, hub.WorkingSet), filed + 1);
    }

    private static Section Tell(Run run, (int Handlers, int Cases) size, Memory idle, (Memory Is, double At) open, (Memory Is, double Highest, long Cases) busy, Memory after)
    {
        var (handlers, cases) = size;
        var section = run.Section("Circuits");
        section.Say($"{handlers} handlers, each signed in with a circuit of their own over a WebSocket, on which the queue is open (all open cases of a department, newest first, fifty rows to begin with), at a hub with {cases:N0} cases. No browser is at the other end but a client that speaks Blazor's protocol: it signs in, starts the circuit with what the page gives it, acknowledges what is drawn and answers calls of scripts. Then {PerSecond} cases a second arrive, and every handler is shown every one: the loaded queue of each grows to sixty rows, which is the most. Both figures of memory are taken after all garbage was collected, unless they are called the highest. Twenty handlers came and left before, so that code and caches are there already.");
        section.Table(["MiB", "managed heap", "working set", "highest working set"],
        [
            ["nobody there", $"{idle.Heap:F1}", $"{idle.WorkingSet:F0}", ""],
            [$"{handlers} handlers", $"{open.Is.Heap:F1}", $"{open.Is.WorkingSet:F0}", $"{open.At:F0}"],
            [$"after {busy.Cases} cases arrived", $"{busy.Is.Heap:F1}", $"{busy.Is.WorkingSet:F0}", $"{busy.Highest:F0}"],
            ["all have left", $"{after.Heap:F1}", $"{after.WorkingSet:F0}", ""],
        ]);
        section.Target("managed heap of a handler, KB", Each(open.Is.Heap - idle.Heap), "≤", 500);
        section.Target("working set of a handler, KB", Each(open.Is.WorkingSet - idle.WorkingSet), "≤", 500);
        section.Target("highest working set with the handlers, MiB", Math.Max(open.At, busy.Highest), "≤", 500);
        return section;

        double Each(double mebibytes) => mebibytes * 1024 / handlers;
    }

    /// <summary>In MiB, after all garbage was collected.</summary>
    private sealed record Memory(double Heap, double WorkingSet)
    {
        public static async Task<Memory> OfAsync(ServerProcess hub)
        {
            var heap = await hub.HeapAsync();
            return new Memory(heap, hub.WorkingSet);
        }

        public override string ToString() => $"{Heap:F1} MiB managed, {WorkingSet:F0} MiB working set";
    }
}
