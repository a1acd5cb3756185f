using System.Net;
using System.Text.Json.Nodes;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Api;

public class CaseApiTests
{
    [Fact]
    public async Task A_case_is_filed_read_worked_and_resolved()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);

        var filed = await client.PostAsync("/cases", ApiCalls.Filing(), "one");
        var number = filed.Text("number");
        Assert.Equal(HttpStatusCode.Created, filed.Status);
        Assert.Equal($"/api/v1/cases/{number}", filed.Location);
        Assert.NotEmpty(filed.Text("trackingCode"));
        Assert.EndsWith("Z", filed.Text("receivedAt"), StringComparison.Ordinal);
        Assert.Equal(["acknowledge", "reply", "resolve"], filed.Body["promises"]!.AsArray().Select(p => p!["kind"]!.GetValue<string>()));

        var read = await client.ReadAsync($"/cases/{number.ToLowerInvariant()}");
        Assert.Equal("The kettle leaks.", read.Text("description"));
        Assert.Equal("new", read.Text("state"));
        Assert.Equal("api", read.Text("channel"));
        Assert.Equal("Wang Min", read.Body["customer"]!["name"]!.GetValue<string>());

        Assert.Equal("accepted", (await client.PostAsync($"/cases/{number}/state", new JsonObject { ["action"] = "accept" })).Text("state"));
        var handler = await host.Hub.HandlerAsync("Lin Hua");
        var assigned = await client.PostAsync($"/cases/{number}/assignment", new JsonObject { ["staffId"] = handler.Id });
        Assert.Equal("Lin Hua", assigned.Body["handler"]!["name"]!.GetValue<string>());
        Assert.Equal("illegal-move", (await client.PostAsync($"/cases/{number}/messages", new JsonObject { ["kind"] = "reply", ["text"] = "Nobody has begun." })).Problem);
        await host.Hub.ClaimAsync(number, handler);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"/cases/{number}/messages", new JsonObject { ["kind"] = "note", ["text"] = "Look." })).Status);
        Assert.Equal("inProgress", (await client.PostAsync($"/cases/{number}/messages", new JsonObject { ["kind"] = "reply", ["text"] = "We look." })).Text("state"));
        Assert.Equal("waitingForCustomer", (await client.PostAsync($"/cases/{number}/messages", new JsonObject { ["kind"] = "ask", ["text"] = "Which?" })).Text("state"));
        var resolved = await client.PostAsync($"/cases/{number}/state", new JsonObject { ["action"] = "resolve", ["text"] = "Here is a new one.", ["decision"] = "Exchange", ["redress"] = "A kettle" });
        Assert.Equal("resolved", resolved.Text("state"));
        Assert.Equal("A kettle", resolved.Text("redress"));

        var timeline = await client.ReadAsync($"/cases/{number}/timeline");
        Assert.Equal(
            ["filed", "accepted", "assigned", "claimed", "noted", "replied", "asked", "resolved"],
            timeline.Body["items"]!.AsArray().Select(i => i!["kind"]!.GetValue<string>()));
        Assert.Equal(["program", "staff"], timeline.Body["items"]!.AsArray().Select(i => i!["by"]!.GetValue<string>()).Distinct());
    }

    [Theory]
    [InlineData("close", "closed")]
    [InlineData("reopen", "reopened")]
    public async Task A_resolved_case_is_closed_or_reopened(string action, string state)
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        var number = await client.FileAsync();
        await host.Hub.ClaimAsync(number, await host.Hub.HandlerAsync());
        await client.PostAsync($"/cases/{number}/state", new JsonObject { ["action"] = "resolve", ["text"] = "So.", ["decision"] = "So." });
        if (action == "reopen")
        {
            await client.PostAsync($"/cases/{number}/state", new JsonObject { ["action"] = "close" });
        }

        Assert.Equal(state, (await client.PostAsync($"/cases/{number}/state", new JsonObject { ["action"] = action, ["reason"] = "Because" })).Text("state"));
    }

    [Theory]
    [InlineData("refuse", "notAccepted")]
    [InlineData("withdraw", "withdrawn")]
    [InlineData("duplicate", "duplicate")]
    public async Task A_new_case_ends_otherwise(string action, string state)
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        var original = await client.FileAsync();
        var number = await client.FileAsync();

        var moved = await client.PostAsync($"/cases/{number}/state", new JsonObject { ["action"] = action, ["reason"] = "Because", ["originalNumber"] = original });

        Assert.Equal(state, moved.Text("state"));
        Assert.Equal(action == "duplicate" ? original : null, moved.Body["duplicateOf"]?.GetValue<string>());
    }

    [Fact]
    public async Task A_filing_sent_again_finds_its_case_and_a_key_used_twice_is_told()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        using var other = host.ClientWith((await host.Hub.TokenAsync()).Secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsync("/cases", ApiCalls.Filing(), "one")));
        var different = await client.PostAsync("/cases", new JsonObject { ["description"] = "Another", ["anonymous"] = true }, "one");

        Assert.Equal(1, answers.Count(a => a.Status == HttpStatusCode.Created));
        Assert.Equal(7, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Single(answers.Select(a => a.Body.ToJsonString()).Distinct());
        Assert.Equal("idempotency-key-reused", different.Problem);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, different.Status);
        Assert.Equal(1, await host.Hub.ReadAsync(db => db.Cases.CountAsync()));
        Assert.Equal(HttpStatusCode.Created, (await other.PostAsync("/cases", ApiCalls.Filing(), "one")).Status);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_without_gap_or_repeat_and_filtered()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        var numbers = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            numbers.Add(await client.FileAsync(new JsonObject { ["description"] = $"Matter {i} zebra", ["kind"] = i % 2 == 0 ? "complaint" : "enquiry", ["anonymous"] = true }));
        }

        Assert.Equal(numbers, await PagesAsync("/cases?sort=oldest"));
        Assert.Equal(Enumerable.Reverse(numbers), await PagesAsync("/cases?sort=newest"));
        Assert.Equal(numbers.Order(), (await PagesAsync("/cases?view=all&state=new")).Order());
        Assert.Equal(numbers.Where((_, i) => i % 2 == 1), await PagesAsync("/cases?kind=enquiry&sort=oldest"));
        Assert.Equal(Enumerable.Reverse(numbers), await PagesAsync("/cases?words=zebra"));
        Assert.Equal([numbers[3]], await PagesAsync($"/cases?words={numbers[3]}"));
        Assert.Empty(await PagesAsync("/cases?view=finished"));

        async Task<List<string>> PagesAsync(string path)
        {
            var found = new List<string>();
            for (string? next = null; ;)
            {
                var page = await client.ReadAsync($"{path}&limit=2{(next is null ? "" : $"&after={next}")}");
                Assert.Equal(HttpStatusCode.OK, page.Status);
                found.AddRange(page.Body["items"]!.AsArray().Select(i => i!["number"]!.GetValue<string>()));
                next = page.Body["next"]?.GetValue<string>();
                if (next is null)
                {
                    return found;
                }
            }
        }
    }

    [Fact]
    public async Task What_a_search_finds_says_why_in_plain_text()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        await client.FileAsync(new JsonObject { ["description"] = "The <b>kettle</b> leaks. 我要退款。", ["anonymous"] = true });

        var found = (await client.ReadAsync("/cases?words=退款 kett")).Body["items"]![0]!["excerpts"]!.AsArray();
        var description = found.Single(e => e!["of"]!.GetValue<string>() == "description")!["parts"]!.AsArray();
        Assert.Equal(["kettle", "退款"], description.Where(p => p!["found"]!.GetValue<bool>()).Select(p => p!["text"]!.GetValue<string>()));
        Assert.StartsWith("The <b>kettle</b>", string.Concat(description.Select(p => p!["text"]!.GetValue<string>())), StringComparison.Ordinal);
        Assert.Null((await client.ReadAsync("/cases")).Body["items"]![0]!["excerpts"]);
    }

    [Fact]
    public async Task A_timeline_is_read_part_by_part()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        var number = await client.FileAsync();
        for (var i = 0; i < 5; i++)
        {
            await client.PostAsync($"/cases/{number}/messages", new JsonObject { ["kind"] = "note", ["text"] = $"Note {i}" });
        }

        var first = await client.ReadAsync($"/cases/{number}/timeline?limit=4");
        var second = await client.ReadAsync($"/cases/{number}/timeline?limit=4&before={first.Body["next"]}");

        Assert.Equal(["Note 1", "Note 2", "Note 3", "Note 4"], first.Body["items"]!.AsArray().Select(i => i!["message"]!["text"]!.GetValue<string>()));
        Assert.Equal(["filed", "noted"], second.Body["items"]!.AsArray().Select(i => i!["kind"]!.GetValue<string>()));
        Assert.Null(second.Body["next"]);
    }

    [Fact]
    public async Task Nothing_is_sent_when_somebody_has_written_since()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        var number = await client.FileAsync();
        await host.Hub.ClaimAsync(number, await host.Hub.HandlerAsync());
        var reply = new JsonObject { ["kind"] = "reply", ["text"] = "Once.", ["lastSeenMessage"] = 0 };

        var sent = await client.PostAsync($"/cases/{number}/messages", reply);
        var again = await client.PostAsync($"/cases/{number}/messages", reply);

        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Equal("written-since", again.Problem);
        Assert.Equal("Once.", again.Body["since"]![0]!["text"]!.GetValue<string>());
        Assert.Equal(1, await host.Hub.ReadAsync(db => db.Messages.CountAsync()));
    }

    [Fact]
    public async Task A_token_narrowed_to_departments_sees_no_other_case_and_loses_one_it_hands_over_once_that_is_accepted()
    {
        await using var host = await HubHostFixture.StartAsync();
        var repairs = await host.Hub.DepartmentAsync("Repairs");
        using var all = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        using var narrow = host.ClientWith((await host.Hub.TokenAsync(ApiTokens.All, repairs)).Secret);
        var theirs = (await host.Hub.FileForAsync(repairs)).Number;
        var other = await all.FileAsync();

        Assert.Equal([theirs], (await narrow.ReadAsync("/cases")).Body["items"]!.AsArray().Select(i => i!["number"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.OK, (await narrow.ReadAsync($"/cases/{theirs}")).Status);
        Assert.Equal("not-found", (await narrow.ReadAsync($"/cases/{other}")).Problem);
        Assert.Equal("not-found", (await narrow.ReadAsync($"/cases/{other}/timeline")).Problem);
        Assert.Equal("not-found", (await narrow.PostAsync($"/cases/{other}/state", new JsonObject { ["action"] = "accept" })).Problem);
        Assert.Equal(HttpStatusCode.OK, (await narrow.PostAsync($"/cases/{theirs}/assignment", new JsonObject { ["departmentId"] = host.Hub.FirstDepartment, ["reason"] = "Yours" })).Status);

        // Its department answers for it until somebody accepts it there.
        Assert.Equal(HttpStatusCode.OK, (await narrow.ReadAsync($"/cases/{theirs}")).Status);
        var handler = await host.Hub.HandlerAsync();
        Assert.Null((await host.Hub.Use<ClaimNextCase>().ExecuteAsync(handler, new())).Failure);
        Assert.Null((await host.Hub.Use<ClaimNextCase>().ExecuteAsync(handler, new())).Failure);
        Assert.Equal("not-found", (await narrow.ReadAsync($"/cases/{theirs}")).Problem);
    }

    [Fact]
    public async Task Scopes_and_cookies_reach_as_far_as_they_should()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var files = host.ClientWith((await host.Hub.TokenAsync(ApiScopes.File)).Secret);
        using var reads = host.ClientWith((await host.Hub.TokenAsync(ApiScopes.Read)).Secret);
        using var stranger = host.Client();
        var handler = await host.Hub.HandlerAsync();
        using var cookie = await host.SignInAsync(handler);
        var (revokedId, revokedSecret) = await host.Hub.TokenAsync();
        using var revoked = host.ClientWith(revokedSecret);
        var number = await files.FileAsync();

        Assert.Equal("not-allowed", (await files.ReadAsync("/cases")).Problem);
        Assert.Equal("cases:case:read", (await files.ReadAsync($"/cases/{number}")).Text("permission"));
        Assert.Equal("not-allowed", (await reads.PostAsync("/cases", ApiCalls.Filing(), "one")).Problem);
        Assert.Equal("not-allowed", (await reads.PostAsync($"/cases/{number}/state", new JsonObject { ["action"] = "accept" })).Problem);
        Assert.Equal("unauthenticated", (await stranger.ReadAsync("/cases")).Problem);
        Assert.Equal(HttpStatusCode.OK, (await cookie.ReadAsync($"/cases/{number}")).Status);
        Assert.Equal("unauthenticated", (await cookie.PostAsync($"/cases/{number}/state", new JsonObject { ["action"] = "accept" })).Problem);
        Assert.Equal(HttpStatusCode.OK, (await revoked.ReadAsync("/cases")).Status);
        await host.Hub.RevokeTokenAsync(revokedId);
        Assert.Equal("unauthenticated", (await revoked.ReadAsync("/cases")).Problem);
        await host.Hub.DisableAsync(handler);
        Assert.Contains((await cookie.ReadAsync("/cases")).Problem, new[] { "not-allowed", "unauthenticated" });
    }
}
