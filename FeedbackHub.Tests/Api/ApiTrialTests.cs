using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Dashboards;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Api;

public class ApiTrialTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("data/complaints-en.jsonl", "text", "product", "en")]
    [InlineData("data/complaints-zh.jsonl", "留言详情", "留言主题", "zh-Hans")]
    public async Task Real_complaints_are_stored_unchanged_and_found_by_number_and_in_the_queue(string file, string text, string subject, string language)
    {
        var path = SharedFolder.Find(file);
        await using var host = await HubHostFixture.StartAsync(null, "--Api:RequestsPerMinute=1000000", "--Api:Burst=1000000");
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        var complaints = (await File.ReadAllLinesAsync(path)).Select(l => JsonNode.Parse(l)!).ToList();
        var filed = new string[complaints.Count];
        var clock = Stopwatch.StartNew();

        await Parallel.ForEachAsync(Enumerable.Range(0, complaints.Count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var answer = await client.PostAsync("/cases", new JsonObject
            {
                ["description"] = complaints[i][text]!.GetValue<string>(),
                ["subject"] = complaints[i][subject]!.GetValue<string>(),
                ["language"] = language,
                ["anonymous"] = true,
            }, $"line-{i}");
            Assert.Equal(HttpStatusCode.Created, answer.Status);
            filed[i] = answer.Text("number");
        });
        output.WriteLine($"{complaints.Count} cases filed in {clock.Elapsed.TotalSeconds:F1} s");

        Assert.Equal(complaints.Count, filed.Distinct().Count());
        var stored = await host.Hub.ReadAsync(db => db.Cases.ToDictionaryAsync(c => c.Number, c => c.Description));
        Assert.All(filed.Index(), f => Assert.Equal(complaints[f.Index][text]!.GetValue<string>(), stored[f.Item]));
        foreach (var (i, number) in filed.Index().Where(f => f.Index % 20 == 0))
        {
            Assert.Equal(complaints[i][text]!.GetValue<string>(), (await client.ReadAsync($"/cases/{number}")).Text("description"));
        }

        var queue = new List<string>();
        for (var next = ""; ;)
        {
            var page = (await client.ReadAsync($"/cases?view=unassigned&sort=oldest&limit=100{next}")).Body;
            queue.AddRange(page["items"]!.AsArray().Select(r => r!["number"]!.GetValue<string>()));
            if (page["next"] is null)
            {
                break;
            }

            next = $"&after={page["next"]}";
        }

        Assert.Equal(filed.Order(), queue.Order());
        await Recount.CompareAsync(host.Hub, await host.Hub.SupervisorAsync(), new());
        Assert.Equal(complaints.Count, await host.Hub.ReadAsync(db => db.Journal.CountAsync(j => j.Kind == JournalKind.Filed)));
    }
}
