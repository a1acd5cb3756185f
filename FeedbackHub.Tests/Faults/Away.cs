using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FeedbackHub.App.Api;
using FeedbackHub.App.Public;
using FeedbackHub.Tests.Public;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Faults;

/// <summary>Somebody in each language with the form filled in, and a program, before a hub that cannot store: what each of them is told.</summary>
internal sealed class Away
{
    private static readonly string[] Words = ["NOT accepted", "未被接受"];
    private readonly string key = Guid.NewGuid().ToString("N");
    private readonly HubHostFixture host;
    private readonly Promised promised;
    private readonly List<(PublicVisitor Visitor, SentForm Form, string Text)> people = [];
    private readonly HttpClient program;

    private Away(HubHostFixture host, Promised promised, string token)
    {
        this.host = host;
        this.promised = promised;
        program = host.ClientWith(token);
    }

    /// <summary>They come while all is well.</summary>
    public static async Task<Away> ComeAsync(HubHostFixture host, Promised promised, string token)
    {
        var away = new Away(host, promised, token);
        foreach (var language in (string[])["en", "zh-Hans"])
        {
            var visitor = new PublicVisitor(host, language);
            var text = $"Typed in {language} for a quarter of an hour";
            away.people.Add((visitor, await visitor.FilledAsync(text), text));
        }

        return away;
    }

    /// <summary>They send, and are told that it is not accepted; what they typed is still there.</summary>
    public async Task AreRefusedAsync(byte[]? file = null)
    {
        foreach (var ((visitor, form, text), words) in people.Zip(Words))
        {
            if (file is not null)
            {
                form.File("photo.jpg", file);
            }

            var answer = await visitor.SendAsync(form);
            Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable, $"{answer.Status}: {answer.Body}");
            Assert.NotNull(answer.Message.Headers.RetryAfter);
            Assert.Contains(words, answer.Summary, StringComparison.Ordinal);
            var again = answer.Form("file");
            Assert.Equal((text, "Wang Min", "wang@example.com"), (again[FieldNames.Description], again[FieldNames.Name], again[FieldNames.Email]));
            if (file is not null)
            {
                Assert.NotNull(answer.ErrorAt(FieldNames.Files));
            }
        }

        using var refused = await FileAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Contains("/problems/unavailable", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>They press the button again, and have their receipts.</summary>
    public async Task AreAcceptedAsync()
    {
        foreach (var (visitor, form, text) in people)
        {
            var receipt = PublicVisitor.KeysOf(await visitor.SendAsync(form));
            promised.Filed[text] = true;
            promised.Receipts.Add((receipt.Number, text));
        }

        using var filed = await FileAsync();
        Assert.True(filed.IsSuccessStatusCode, $"{filed.StatusCode}");
        promised.Filed["By a program"] = true;
        promised.Receipts.Add(((await filed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!, "By a program"));
    }

    /// <summary>What a page answers, in a language.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, string language, HttpClient? signedIn = null)
    {
        using var client = signedIn is null ? host.Client() : null;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        using var answer = await (signedIn ?? client!).SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> FileAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{HubApi.Path}/cases") { Content = JsonContent.Create(new { kind = "complaint", description = "By a program", anonymous = true }) };
        request.Headers.Add(CaseEndpoints.IdempotencyKey, key);
        return await program.SendAsync(request);
    }
}
