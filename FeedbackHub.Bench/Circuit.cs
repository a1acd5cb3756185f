using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace FeedbackHub.Bench;

/// <summary>
/// A signed-in handler with one staff page open, but for the browser: signs in by the form, asks for the page, starts its circuit
/// over a WebSocket as Blazor's script does, and acknowledges what is drawn. To the hub it is like any other.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CookieContainer cookies = new();
    private readonly HttpClient client;
    private readonly HubConnection connection;
    private readonly ConcurrentDictionary<string, bool> drawn = new();
    private readonly ConcurrentQueue<string> problems = new();
    private string id = "";

    private Circuit(Uri hub)
    {
        client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = hub, Timeout = Patience };
        var builder = new HubConnectionBuilder().WithUrl(new Uri(hub, "/_blazor"), options => options.Cookies = cookies);
        builder.Services.AddSingleton(Protocol());
        connection = builder.Build();
        connection.On<int, byte[]>("JS.RenderBatch", DrawAsync);
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (call, _, _, kind, _, _) => AnswerScriptAsync(call, kind));
        connection.On<int, string>("JS.AttachComponent", (_, _) => { });
        connection.On<int>("JS.EndUpdateRootComponents", _ => { });
        connection.On<string>("JS.Error", problems.Enqueue);
        connection.Closed += problem =>
        {
            problems.Enqueue(problem?.Message ?? "closed");
            return Task.CompletedTask;
        };
    }

    /// <summary>How often something was drawn.</summary>
    public int Batches { get; private set; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Problem => problems.TryPeek(out var problem) ? problem : null;

    /// <summary>Whether the number of a case has been drawn.</summary>
    public bool Shows(string number) => drawn.ContainsKey(number);

    /// <summary>Signs somebody in and opens a page of theirs; returns once it has drawn a case.</summary>
    public static async Task<Circuit> OpenAsync(Uri hub, string email, string path)
    {
        var circuit = new Circuit(hub);
        try
        {
            await circuit.SignInAsync(email, path);
            await circuit.StartAsync(path);
            await Until.HoldsAsync($"the page of {email} shows a case", () => circuit.Problem is not null || !circuit.drawn.IsEmpty);
            return circuit.Problem is null ? circuit : throw new InvalidOperationException(circuit.Problem);
        }
        catch
        {
            await circuit.DisposeAsync();
            throw;
        }
    }

    private async Task SignInAsync(string email, string path)
    {
        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var token = Token().Match(page).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(token),
            ["returnUrl"] = path,
            ["email"] = email,
            ["password"] = Company.Password,
        });
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"{email} was not let in: {answer.StatusCode}");
        }
    }

    /// <summary>The page's HTML holds the sealed descriptors of its components: these are what the circuit is to draw.</summary>
    private async Task StartAsync(string path)
    {
        var page = await client.GetStringAsync(new Uri(path, UriKind.Relative));
        var operations = Marker().Matches(page).Select((m, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{m.Groups[1].Value}}}""").ToList();
        if (operations.Count == 0)
        {
            throw new InvalidOperationException("There is nothing interactive on the page.");
        }

        await connection.StartAsync().WaitAsync(Patience);
        var state = State().Match(page).Groups[1].Value;
        id = await connection.InvokeAsync<string>("StartCircuit", $"{client.BaseAddress}", $"{new Uri(client.BaseAddress!, path)}", "[]", state).WaitAsync(Patience);
        await connection.SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state);
    }

    private async Task DrawAsync(int batch, byte[] content)
    {
        foreach (var number in Number().EnumerateMatches(Encoding.Latin1.GetString(content)))
        {
            drawn.TryAdd(Encoding.Latin1.GetString(content, number.Index, number.Length), true);
        }

        Batches++;
        await connection.SendAsync("OnRenderCompleted", (long)batch, null);
    }

    /// <summary>There are no scripts here: each call is answered as if it had done its work and had nothing to say.</summary>
    private Task AnswerScriptAsync(long call, int kind)
    {
        const int reference = 1;
        return call == 0
            ? Task.CompletedTask
            : connection.SendAsync("EndInvokeJSFromDotNet", call, true, kind == reference ? $$"""[{{call}},true,{"__jsObjectId":{{call}}}]""" : $"[{call},true,null]");
    }

    /// <summary>Leaves as a closed tab does: the hub need not keep the circuit for somebody who might come back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (id.Length > 0)
        {
            using var leaving = new MultipartFormDataContent { { new StringContent(id), "circuitId" } };
            (await client.PostAsync(new Uri("/_blazor/disconnect/", UriKind.Relative), leaving)).Dispose();
        }

        await connection.DisposeAsync();
        client.Dispose();
    }

    /// <summary>MessagePack in Blazor's own dialect. The server's own class is it, which is not public.</summary>
    private static IHubProtocol Protocol() =>
        (IHubProtocol)Activator.CreateInstance(typeof(CircuitHandler).Assembly.GetType("Microsoft.AspNetCore.Components.Server.BlazorPack.BlazorPackHubProtocol", throwOnError: true)!)!;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();

    [GeneratedRegex("FH-[0-9]{4}-[0-9]+")]
    private static partial Regex Number();
}
