using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FeedbackHub.App.Api;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Api;

/// <summary>Calls of the API as another program makes them: plain JSON, none of our types.</summary>
internal static class ApiCalls
{
    /// <summary>What most tests file.</summary>
    public static JsonObject Filing() => new() { ["description"] = "The kettle leaks.", ["name"] = "Wang Min", ["email"] = "wang.min@example.com" };

    /// <summary>Sends a body to an address below /api/v1.</summary>
    public static async Task<Answer> PostAsync(this HttpClient client, string path, JsonNode body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, HubApi.Path + path) { Content = JsonContent.Create(body) };
        return await client.AnswerAsync(request, key);
    }

    /// <summary>Sends a text as it is.</summary>
    public static async Task<Answer> PostTextAsync(this HttpClient client, string path, string text, string type = "application/json", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, HubApi.Path + path) { Content = new StringContent(text, Encoding.UTF8, type) };
        return await client.AnswerAsync(request, key);
    }

    /// <summary>Reads an address below /api/v1.</summary>
    public static async Task<Answer> ReadAsync(this HttpClient client, string path, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, HubApi.Path + path);
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return await client.AnswerAsync(request, null);
    }

    /// <summary>Files a case and answers its number.</summary>
    public static async Task<string> FileAsync(this HttpClient client, JsonObject? filing = null) =>
        (await client.PostAsync("/cases", filing ?? Filing(), Guid.NewGuid().ToString())).Body["number"]!.GetValue<string>();

    /// <summary>A handler begins on a case, which no program can.</summary>
    public static async Task ClaimAsync(this HubFixture hub, string number, Actor handler)
    {
        var id = await hub.ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync());
        Assert.True((await hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(id))).Succeeded);
    }

    private static async Task<Answer> AnswerAsync(this HttpClient client, HttpRequestMessage request, string? key)
    {
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, text.Length > 0 ? JsonNode.Parse(text)!.AsObject() : [], response.Headers.Location?.ToString(), response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter?.Delta);
    }

    /// <summary>An answer.</summary>
    internal sealed record Answer(HttpStatusCode Status, JsonObject Body, string? Location, string? MediaType, TimeSpan? RetryAfter)
    {
        /// <summary>The end of the problem's type; null when it is none.</summary>
        public string? Problem => MediaType == "application/problem+json" ? Text("type")["/problems/".Length..] : null;

        /// <summary>A text of the body.</summary>
        public string Text(string name) => Body[name]!.GetValue<string>();
    }
}
