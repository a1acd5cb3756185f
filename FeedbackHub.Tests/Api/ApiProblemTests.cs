using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FeedbackHub.App.Api;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace FeedbackHub.Tests.Api;

public class ApiProblemTests
{
    [Fact]
    public async Task What_is_wrong_with_a_request_is_told_by_type_and_status()
    {
        await using var host = await HubHostFixture.StartAsync(null, "--Api:BodyBytes=5000");
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        var number = await client.FileAsync();

        await IsAsync(400, "idempotency-key-missing", client.PostAsync("/cases", ApiCalls.Filing()));
        await IsAsync(400, "malformed", client.PostTextAsync("/cases", "{\"description\": ", key: "k"));
        await IsAsync(400, "malformed", client.PostTextAsync("/cases", "", key: "k"));
        await IsAsync(400, "malformed", client.PostAsync("/cases", new JsonObject { ["descriptoin"] = "misspelt" }, "k"));
        await IsAsync(400, "malformed", client.PostAsync("/cases", new JsonObject { ["description"] = null }, "k"));
        await IsAsync(400, "malformed", client.PostAsync("/cases", new JsonObject { ["kind"] = "praise" }, "k"));
        await IsAsync(400, "malformed", client.PostAsync("/cases", new JsonObject { ["kind"] = 1 }, "k"));
        await IsAsync(400, "malformed", client.PostAsync($"/cases/{number}/messages", new JsonObject { ["text"] = "to whom?" }));
        await IsAsync(400, "malformed", client.ReadAsync("/cases?limit=many"));
        await IsAsync(404, "not-found", client.ReadAsync("/cases/FH-2026-999999"));
        await IsAsync(404, "not-found", client.ReadAsync("/nothing/here"));
        await IsAsync(404, "not-found", client.ReadAsync("/cases/1"));
        await IsAsync(405, "wrong-method", client.PostAsync($"/cases/{number}", new JsonObject()));
        await IsAsync(409, "illegal-move", client.PostAsync($"/cases/{number}/state", new JsonObject { ["action"] = "close" }));
        await IsAsync(413, "too-large", client.PostAsync("/cases", new JsonObject { ["description"] = new string('x', 6000), ["anonymous"] = true }, "k"));
        await IsAsync(415, "not-json", client.PostTextAsync("/cases", "description=x", "application/x-www-form-urlencoded", "k"));
        await IsAsync(422, "invalid", client.PostAsync("/cases", new JsonObject(), "k"));
        await IsAsync(422, "invalid", client.ReadAsync("/cases?after=x"));
        await IsAsync(422, "invalid", client.ReadAsync("/cases?view=nothing"));
        await IsAsync(422, "invalid", client.ReadAsync("/cases?state=1"));

        static async Task IsAsync(int status, string problem, Task<ApiCalls.Answer> call)
        {
            var answer = await call;
            Assert.Equal((status, problem), ((int)answer.Status, answer.Problem));
            Assert.Equal(status, answer.Body["status"]!.GetValue<int>());
            Assert.NotEmpty(answer.Text("title"));
        }
    }

    [Fact]
    public async Task Each_field_is_named_with_a_code_and_with_words_in_the_callers_language()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        var filing = new JsonObject { ["description"] = " ", ["email"] = "nowhere", ["subject"] = new string('x', 501), ["categoryId"] = 99 };

        var english = await client.PostAsync("/cases", filing.DeepClone(), "k");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN,zh;q=0.9,en;q=0.5");
        var chinese = await client.PostAsync("/cases", filing.DeepClone(), "k");

        Assert.Equal(
            ["description:descriptionMissing", "email:emailShape", "subject:tooLong"],
            english.Body["errors"]!.AsObject().Select(e => $"{e.Key}:{e.Value![0]!["code"]}").Order());
        Assert.Equal("At most 500 characters; these are 501.", english.Body["errors"]!["subject"]![0]!["message"]!.GetValue<string>());
        Assert.Equal("最多 500 个字符，现有 501 个。", chinese.Body["errors"]!["subject"]![0]!["message"]!.GetValue<string>());
        Assert.Equal("部分字段有误，请修改后重试。", chinese.Text("title"));
    }

    [Fact]
    public async Task A_caller_that_asks_too_often_is_told_when_to_come_back_and_others_are_not_held_up()
    {
        await using var host = await HubHostFixture.StartAsync(null, "--Api:Burst=3", "--Api:RequestsPerMinute=60");
        using var hasty = host.ClientWith((await host.Hub.TokenAsync()).Secret);
        using var other = host.ClientWith((await host.Hub.TokenAsync()).Secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => hasty.ReadAsync("/cases")));

        var refused = answers.Where(a => a.Status == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 6, 9);
        Assert.All(refused, a => Assert.Equal(("too-many-requests", true), (a.Problem!, a.RetryAfter >= TimeSpan.FromSeconds(1))));
        Assert.Equal(HttpStatusCode.OK, (await other.ReadAsync("/cases")).Status);
    }

    [Fact]
    public async Task An_address_that_tries_wrong_tokens_must_wait_and_right_ones_do_not_count()
    {
        await using var host = await HubHostFixture.StartAsync(null, "--Api:WrongTokensPerAddress=3");
        var (_, secret) = await host.Hub.TokenAsync();
        using var right = host.ClientWith(secret);
        using var wrong = host.ClientWith("fh_nothing-like-it");
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await right.ReadAsync("/cases")).Status);
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("unauthenticated", (await wrong.ReadAsync("/cases")).Problem);
        }

        var refused = await wrong.ReadAsync("/cases");
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (refused.Status, refused.Problem));
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Assert.Equal("too-many-requests", (await right.ReadAsync("/cases")).Problem);
    }

    [Fact]
    public async Task Every_problem_has_words_in_both_languages_and_stands_in_the_guide()
    {
        await using var host = await HubHostFixture.StartAsync();
        var texts = host.Services.GetRequiredService<IStringLocalizer<ApiTexts>>();
        string[] keys =
        [
            .. ApiProblems.Kinds.Keys.Select(k => $"Title_{k}"),
            .. Enum.GetNames<CaseState>().Select(s => $"State_{s}"),
            .. Enum.GetNames<CaseAction>().Select(a => $"Action_{a}"),
            .. ProblemCodes().Select(c => $"Problem_{c}"),
        ];
        foreach (var language in new[] { "en", "zh-Hans" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.All(keys, k => Assert.False(texts[k].ResourceNotFound, $"{k} in {language}"));
        }

        var guide = await File.ReadAllTextAsync(Repository.File("docs/api.md"));
        Assert.All(ApiProblems.Kinds, k => Assert.Contains($"| `/problems/{k.Key}` | {k.Value} |", guide, StringComparison.Ordinal));
    }

    /// <summary>The codes that the use cases of the API can name, read from their source.</summary>
    private static IEnumerable<string> ProblemCodes()
    {
        string[] folders = ["FeedbackHub.Core/Cases", "FeedbackHub.Core/Assignment", "FeedbackHub.Core/Intake"];
        string[] notInTheApi = ["EditCase.cs", "SaveDepartment.cs", "SaveCategory.cs", "ReturnCase.cs"];
        var codes = folders.SelectMany(f => Directory.GetFiles(Repository.File(f), "*.cs"))
            .Where(f => !notInTheApi.Contains(Path.GetFileName(f)))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), @"new (?:FieldProblem|Invalid)\([^,\n]+, ""(?<code>[A-Z][A-Za-z]+)""").Select(m => m.Groups["code"].Value))
            .Distinct().ToList();
        Assert.True(codes.Count > 10);
        return codes;
    }
}
