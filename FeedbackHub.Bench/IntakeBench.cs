using System.Net;
using System.Net.Http.Json;

namespace FeedbackHub.Bench;

/// <summary>How fast cases are taken in, beside the bare limits of the machine in the same run.</summary>
internal static class IntakeBench
{
    /// <summary>What every customer writes.</summary>
    public const string Description = "The machine in room 4 has been broken for three weeks and nobody answers the telephone, please repair it soon. 第二天水壶就漏水，我要退款。";

    private const string Name = "Jane Doe";
    private const string Email = "jane@example.org";
    private const int Rounds = 3;
    private static readonly int[] Crowds = [1, 8, 64];

    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync(Run run)
    {
        var duration = run.Seconds(3, .5);
        await using var company = await Company.FoundAsync(run.Engine, run.Of(10_000, 1000));
        await using var empty = await Company.FoundAsync(run.Engine, 0);
        await using var hub = await ServerProcess.HubAsync(company);
        await using var bare = await ServerProcess.BareAsync(empty);
        using var api = hub.Client(company.Token);
        using var endpoint = bare.Client();
        var ways = new (string Name, Func<Func<int, Task>> Work)[]
        {
            ("API", () => _ => FileAsync(api)),
            ("public form (page and post)", () => Form(hub)),
            ("bare endpoint, one insert", () => _ => PostAsync(endpoint)),
        };
        await Clients.WorkAsync(8, duration, _ => FileAsync(api));
        using var loop = BareLoop.Of(company, empty, [Name, Email, Description]);
        var measured = new Dictionary<(string Way, int Clients), List<Timings>>();
        var limits = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            Console.WriteLine($"  round {round} of {Rounds}");
            limits.Add(loop.Write(duration));
            foreach (var clients in Crowds)
            {
                foreach (var (name, work) in ways)
                {
                    var timings = await Clients.WorkAsync(clients, duration, work());
                    measured.TryAdd((name, clients), []);
                    measured[(name, clients)].Add(timings);
                    Console.WriteLine($"    {name}, {clients} clients: {timings.PerSecond:F0}/s");
                }
            }
        }

        var medians = measured.ToDictionary(m => m.Key, m => Timings.Median(m.Value, t => t.PerSecond));
        var limit = limits.Order().ElementAt(Rounds / 2);
        var section = run.Section("Intake");
        section.Say("One case is some twelve rows in eight tables, its promises, its search words and its journal entry. The bare loop writes the same rows from prepared statements, one durable transaction a case; the bare endpoint takes the same JSON and inserts one row. Clients and servers share the machine. Medians of three rounds of three seconds, in turn.");
        section.Table(["", "clients", "cases/s", "p50 ms", "p95 ms", "p99 ms"],
            [.. medians.Select(m => new[] { m.Key.Way, $"{m.Key.Clients}", $"{m.Value.PerSecond:F0}", $"{m.Value.At(.5):F1}", $"{m.Value.At(.95):F1}", $"{m.Value.At(.99):F1}" }),
             [$"bare {run.Engine.Name} loop, same rows", "1", $"{limit:F0}", "", "", ""]]);
        section.Target("API, 8 clients ÷ bare endpoint, 8 clients", medians[("API", 8)].PerSecond / medians[(ways[2].Name, 8)].PerSecond, "≥", 0.6);
        section.Target($"API, 64 clients ÷ bare {run.Engine.Name} loop", medians[("API", 64)].PerSecond / limit, "≥", 1);
        return section;
    }

    /// <summary>Files a case through the API; answers its receipt.</summary>
    public static async Task<Receipt> FileAsync(HttpClient api)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/cases", UriKind.Relative)) { Content = JsonContent.Create(new { Name, Email, Description }) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await api.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.Created
            ? (await answer.Content.ReadFromJsonAsync<Receipt>())!
            : throw new InvalidOperationException($"Not filed: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task PostAsync(HttpClient endpoint)
    {
        using var answer = await endpoint.PostAsJsonAsync("/", new { Name, Email, Description });
        answer.EnsureSuccessStatusCode();
    }

    private static Func<int, Task> Form(ServerProcess hub)
    {
        var people = Enumerable.Range(0, Crowds[^1]).Select(_ => new PublicForm(hub.Address)).ToList();
        return client => people[client].FileAsync();
    }

    /// <summary>What the API answers.</summary>
    internal sealed record Receipt(string Number, string TrackingCode, long CaseId);
}
