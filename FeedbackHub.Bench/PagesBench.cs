using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Dashboards;

namespace FeedbackHub.Bench;

/// <summary>What lists, pages and searches cost, and how that grows with the number of cases.</summary>
internal static class PagesBench
{
    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync(Run run)
    {
        int[] sizes = run.Small ? [1000, 10_000] : [10_000, 100_000, 1_000_000];
        var times = run.Of(200, 20);
        var measured = new Dictionary<string, List<Timings>>();
        var filled = new List<string[]>();
        foreach (var size in sizes)
        {
            var clock = Stopwatch.StartNew();
            await using var company = await Company.FoundAsync(run.Engine, size);
            filled.Add([$"{size:N0}", $"{clock.Elapsed.TotalSeconds:F0} s", $"{await company.SizeAsync() >> 20} MiB"]);
            await using var hub = await ServerProcess.HubAsync(company);
            foreach (var (name, read) in await ReadsAsync(company, hub))
            {
                var timings = await Clients.RepeatAsync(times, read);
                measured.TryAdd(name, []);
                measured[name].Add(timings);
                Console.WriteLine($"    {name}: {timings.At(.5):F1} ms, p95 {timings.At(.95):F1} ms");
            }
        }

        var section = run.Section("Pages");
        section.Say("One client asks the real host over HTTP, 200 times each after ten that do not count. The staff pages are Blazor and hold a connection: what they read is asked for through the REST API, which runs the same use cases. “Mine” and the dashboard have no address there (a program has no desk): these are timed around the use case in this process, on the same database. One case in a hundred is open, 2,600 at the least, half of them overdue: every list fills its page of 50 at every size. Growth is judged of what takes a millisecond or more at the largest.");
        section.Table(["Cases", "filled in", "on the disk"], filled);
        section.Table(["p50 / p95 ms", .. sizes.Select(s => $"{s:N0}"), "growth of p50"],
            measured.Select(m => (string[])[m.Key, .. m.Value.Select(t => $"{t.At(.5):F1} / {t.At(.95):F1}"), $"{Growth(m.Value):F2}"]));
        section.Target("largest growth of a list or page, 1 million ÷ 10 thousand", measured.Where(m => !IsSearch(m.Key)).Max(m => Judged(m.Value)), "≤", 1.5);
        section.Target("largest growth of a search", measured.Where(m => IsSearch(m.Key)).Max(m => Judged(m.Value)), "≤", 1.5);
        section.Target("slowest queue page, p95 at 1 million, ms", measured.Where(m => m.Key.StartsWith("queue", StringComparison.Ordinal)).Max(m => m.Value[^1].At(.95)), "≤", 20);
        section.Target("slowest search, p95 at 1 million, ms", measured.Where(m => IsSearch(m.Key)).Max(m => m.Value[^1].At(.95)), "≤", 20);
        return section;
    }

    /// <summary>Below a millisecond it is the network's way back and forth that is measured.</summary>
    private static double Judged(List<Timings> sizes) => sizes[^1].At(.5) < 1 ? 0 : Growth(sizes);

    private static double Growth(List<Timings> sizes) => sizes[^1].At(.5) / sizes[0].At(.5);

    private static bool IsSearch(string name) => name.StartsWith("search", StringComparison.Ordinal);

    private static async Task<List<(string Name, Func<Task> Read)>> ReadsAsync(Company company, ServerProcess hub)
    {
        var api = hub.Client(company.Token);
        var filed = await IntakeBench.FileAsync(api);
        var tracker = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = hub.Address };
        await GetAsync(tracker, $"/track/{filed.Number}/{filed.TrackingCode}");
        var next = "";
        for (var page = 1; page < 50 && await NextAsync(api, next) is { } further; page++)
        {
            next = further;
        }

        var some = (await company.Use<ListQueue>().ExecuteAsync(company.Handler, new(new QueueFilter { View = QueueView.Finished }))).Value.Rows[0].Number;
        return
        [
            .. new[]
            {
                ("queue, all open", "view=all"), ("queue, overdue", "view=overdue"), ("queue, of one department, in progress", "view=all&departmentId=2&state=inProgress"),
                ("queue, page 50", next.Length == 0 ? "view=all" : $"view=all&after={next}"), ("search kettle (in every case)", "words=kettle"), ("search ket (begins a word of every case)", "words=ket"), ("search the kettle (both in every case)", "words=the kettle"), ("search explosion (1 in 50)", "words=explosion"),
                ("search 退款 (in every case)", "words=退款"), ("search 爆炸 (1 in 50)", "words=爆炸"), ("search nothingness (nowhere)", "words=nothingness"),
            }.Select(r => (r.Item1, (Func<Task>)(() => GetAsync(api, $"/api/v1/cases?limit=50&{r.Item2}")))),
            ("case", () => GetAsync(api, $"/api/v1/cases/{some}")),
            ("track page", () => GetAsync(tracker, "/track/case")),
            ("queue, mine (in process)", async () => Ok((await company.Use<ListQueue>().ExecuteAsync(company.Handler, new(new QueueFilter()))).Succeeded)),
            ("dashboard (in process)", async () => Ok((await company.Use<ReadDashboard>().ExecuteAsync(company.Handler, new())).Succeeded)),
        ];
    }

    private static async Task GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Ok(answer.IsSuccessStatusCode);
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string?> NextAsync(HttpClient api, string after)
    {
        var page = await api.GetFromJsonAsync<QueueJson>($"/api/v1/cases?view=all&limit=50{(after.Length == 0 ? "" : $"&after={after}")}");
        return page!.Next;
    }

    private static void Ok(bool succeeded)
    {
        if (!succeeded)
        {
            throw new InvalidOperationException("It was not answered.");
        }
    }

    private sealed record QueueJson(string? Next);
}
