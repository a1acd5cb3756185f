using System.Net;
using System.Net.Http.Json;

namespace FeedbackHub.Bench;

/// <summary>How fast cases are taken in, beside the bare limits of the machine in the same run.</summary>
internal static class IntakeBench
{
    /// <summary>What every customer writes.</summary>
    public const string Description = "The machine in room 4 has been broken for three weeks and nobody answers the telephone, please repair it soon. 第二天水壶就漏水，我要退款。";

    private const int Rounds = 3;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);
    private static readonly int[] Crowds = [1, 8, 64];

    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync()
    {
        await using var company = await Company.FoundAsync(10_000);
        await using var empty = await Company.FoundAsync(0);
        await using var hub = await ServerProcess.HubAsync(company);
        await using var bare = await ServerProcess.BareAsync(Path.Combine(empty.Storage.Folder, "bare.db"));
        using var api = hub.Client(company.Token);
        using var endpoint = bare.Client();
        var ways = new (string Name, Func<Func<int, Task>> Work)[]
        {
            ("API", () => _ => FileAsync(api)),
            ("public form (page and post)", () => Form(hub)),
            ("bare endpoint, one insert", () => _ => PostAsync(endpoint)),
        };
        await Clients.WorkAsync(8, Round, _ => FileAsync(api));
        using var loop = BareLoop.Of(company.Storage.Database, empty.Storage.Database);
        var measured = new Dictionary<(string Way, int Clients), List<Timings>>();
        var limits = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            Console.WriteLine($"  round {round} of {Rounds}");
            limits.Add(loop.Write(Round));
            foreach (var clients in Crowds)
            {
                foreach (var (name, work) in ways)
                {
                    var timings = await Clients.WorkAsync(clients, Round, work());
                    measured.TryAdd((name, clients), []);
                    measured[(name, clients)].Add(timings);
                    Console.WriteLine($"    {name}, {clients} clients: {timings.PerSecond:F0}/s");
                }
            }
        }

        var medians = measured.ToDictionary(m => m.Key, m => Timings.Median(m.Value, t => t.PerSecond));
        var limit = limits.Order().ElementAt(Rounds / 2);
        var section = new Section("Intake");
        section.Say("One case is some twelve rows in eight tables, its promises, its search words and its journal entry. The bare loop writes the same rows from prepared statements, one durable transaction a case; the bare endpoint takes the same JSON and inserts one row. Clients and servers share the machine. Medians of three rounds of three seconds, in turn.");
        section.Table(["", "clients", "cases/s", "p50 ms", "p95 ms", "p99 ms"],
            [.. medians.Select(m => new[] { m.Key.Way, $"{m.Key.Clients}", $"{m.Value.PerSecond:F0}", $"{m.Value.At(.5):F1}", $"{m.Value.At(.95):F1}", $"{m.Value.At(.99):F1}" }),
             ["bare SQLite loop, same rows", "1", $"{limit:F0}", "", "", ""]]);
        section.Target("API, 8 clients ÷ bare endpoint, 8 clients", medians[("API", 8)].PerSecond / medians[(ways[2].Name, 8)].PerSecond, "≥", 0.6);
        section.Target("API, 64 clients ÷ bare SQLite loop", medians[("API", 64)].PerSecond / limit, "≥", 1);
        return section;
    }

    /// <summary>Files a case through the API; answers its receipt.</summary>
    public static async Task<Receipt> FileAsync(HttpClient api)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/cases", UriKind.Relative)) { Content = JsonContent.Create(new { Name = "Jane Doe", Email = "jane@example.org", Description }) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await api.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.Created
            ? (await answer.Content.ReadFromJsonAsync<Receipt>())!
            : throw new InvalidOperationException($"Not filed: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task PostAsync(HttpClient endpoint)
    {
        using var answer = await endpoint.PostAsJsonAsync("/", new { Name = "Jane Doe", Email = "jane@example.org", Description });
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
