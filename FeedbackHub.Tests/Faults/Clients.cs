using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using FeedbackHub.App.Api;
using FeedbackHub.App.Public;
using FeedbackHub.Tests.Public;
using Xunit;

namespace FeedbackHub.Tests.Faults;

/// <summary>
/// Programs that file through the API, customers who file by the form, and handlers who answer, all of them patient: the same
/// again, with the same key, until there is an answer. What they were promised they write down.
/// </summary>
/// <param name="address">The hub.</param>
/// <param name="token">For the API.</param>
/// <param name="promised">Where they write it down.</param>
/// <param name="open">Waits where it is known that nobody listens: knocking meanwhile would only slow its start down.</param>
internal sealed class Clients(Uri address, string token, Promised promised, Func<Task> open)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>They go on until they are told that it is enough, and then until what they began is answered.</summary>
    public Task WorkAsync(int programs, int customers, int handlers, CancellationToken enough) => Task.WhenAll(
    [
        .. Enumerable.Range(0, programs).Select(i => Task.Run(() => ProgramAsync($"program {i}", enough))),
        .. Enumerable.Range(0, customers).Select(i => Task.Run(() => CustomerAsync($"customer {i}", enough))),
        .. Enumerable.Range(0, handlers).Select(i => Task.Run(() => HandlerAsync($"handler {i}", enough))),
    ]);

    private async Task ProgramAsync(string name, CancellationToken enough)
    {
        using var http = Client();
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            await FileAsync(http, string.Create(CultureInfo.InvariantCulture, $"{name}, filing {n}"));
        }
    }

    private async Task<string> FileAsync(HttpClient http, string text)
    {
        promised.Filed[text] = true;
        var key = Guid.NewGuid().ToString("N");
        using var answer = await UntilAnsweredAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{HubApi.Path}/cases") { Content = JsonContent.Create(new { kind = "complaint", description = text, anonymous = true }) };
            request.Headers.Add(CaseEndpoints.IdempotencyKey, key);
            return request;
        }, http);
        var body = await TextAsync(answer);
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, $"{answer.StatusCode}: {body}");
        var number = JsonDocument.Parse(body).RootElement.GetProperty("number").GetString()!;
        promised.Receipts.Add((number, text));
        return number;
    }

    private async Task CustomerAsync(string name, CancellationToken enough)
    {
        using var http = Client();
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{name}, filing {n}");
            promised.Filed[text] = true;
            using var page = await UntilAnsweredAsync(() => new HttpRequestMessage(HttpMethod.Get, PublicPaths.File), http);
            var form = new PublicAnswer(HttpStatusCode.OK, await TextAsync(page), page).Form("file")
                .Set(FieldNames.Kind, "complaint").Set(FieldNames.Description, text).Set(FieldNames.Identity, FilingForm.Anonymous);
            using var answer = await UntilAnsweredAsync(() => new HttpRequestMessage(HttpMethod.Post, PublicPaths.File) { Content = form.Content() }, http);
            Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{answer.StatusCode}: {await TextAsync(answer)}");
            using var receipt = await UntilAnsweredAsync(() => new HttpRequestMessage(HttpMethod.Get, answer.Headers.Location), http);
            promised.Receipts.Add((new HtmlParser().ParseDocument(await TextAsync(receipt)).QuerySelector(".key")!.TextContent, text));
        }
    }

    /// <summary>Files a case and answers in it, again and again, each time naming the last message seen, so that a repeated one is known as such.</summary>
    private async Task HandlerAsync(string name, CancellationToken enough)
    {
        using var http = Client();
        var number = await FileAsync(http, $"{name}'s case");
        foreach (var move in (string[])["refuse", "reopen"]) // from there it can be answered
        {
            using var moved = await UntilAnsweredAsync(
                () => new HttpRequestMessage(HttpMethod.Post, $"{HubApi.Path}/cases/{number}/state") { Content = JsonContent.Create(new { action = move, reason = "On purpose." }) }, http);
            Assert.True(moved.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{moved.StatusCode}: {await TextAsync(moved)}");
        }

        long last = 0;
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{name}, message {n}");
            promised.Sent[text] = true;
            using var answer = await UntilAnsweredAsync(
                () => new HttpRequestMessage(HttpMethod.Post, $"{HubApi.Path}/cases/{number}/messages") { Content = JsonContent.Create(new { kind = "reply", text, lastSeenMessage = last }) }, http);
            if (answer.StatusCode == HttpStatusCode.Conflict)
            {
                var body = await TextAsync(answer);
                Assert.Contains("written-since", body, StringComparison.Ordinal);
                var since = JsonDocument.Parse(body).RootElement.GetProperty("since");
                Assert.Equal(text, Assert.Single(since.EnumerateArray()).GetProperty("text").GetString()); // our own, and nothing else
            }
            else
            {
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {await TextAsync(answer)}");
            }

            promised.Acknowledged.Add(text);
            using var timeline = await UntilAnsweredAsync(() => new HttpRequestMessage(HttpMethod.Get, $"{HubApi.Path}/cases/{number}/timeline?limit=1"), http);
            var newest = JsonDocument.Parse(await TextAsync(timeline)).RootElement.GetProperty("items")[0].GetProperty("message");
            Assert.Equal(text, newest.GetProperty("text").GetString());
            last = newest.GetProperty("id").GetInt64();
        }
    }

    /// <summary>As a patient person does: the same again until there is an answer.</summary>
    private async Task<HttpResponseMessage> UntilAnsweredAsync(Func<HttpRequestMessage> ask, HttpClient http)
    {
        while (true)
        {
            try
            {
                using var request = ask();
                var answer = await http.SendAsync(request);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    return answer;
                }

                Assert.True(answer.Headers.RetryAfter is not null, "A 503 without Retry-After.");
                answer.Dispose();
                promised.CountRefused();
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                promised.CountCut();
            }

            await open();
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Read to its end, however much is enough by then.</summary>
    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private HttpClient Client()
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
