using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FeedbackHub.Tests.Browser;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace FeedbackHub.Tests.Nodes;

/// <summary>Two real nodes on one PostgreSQL, behind a real nginx.</summary>
[Collection("Browser")]
[Trait("Database", "Postgres")]
public sealed class TwoNodesTests(Chromium chromium, ITestOutputHelper output)
{
    /// <summary>The case page's scripts are there: what is typed from now on is kept.</summary>
    private const string Listens = "() => document.querySelector('.case[data-keys]') !== null";

    [Fact]
    public async Task A_handler_hears_of_what_the_other_node_took_in_and_goes_on_there_with_their_draft_when_their_own_is_killed()
    {
        chromium.Need();
        await using var place = await Place.StartAsync();
        var wei = await place.Hub.HandlerAsync("Wei Zhang");
        var email = await place.Hub.GivePasswordAsync(wei, HubHostFixture.Password);
        var screen = await StaffScreen.SignInAsync(email, await chromium.PageAsync(place.Nginx.Address), "/staff/queue?view=unassigned");
        var own = await place.NodeAsync("/staff/queue");
        var other = own == place.First ? place.Second : place.First;

        // Taken in by the other node: on the screen within a second.
        using var program = await place.ProgramAsync(other.Address);
        using var filed = await FileAsync(program, "The lift stands still.");
        var since = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.Created, filed.StatusCode);
        var number = (await filed.Content.ReadFromJsonAsync<Filed>())!.Number;
        await screen.Row(number).WaitForAsync();
        output.WriteLine($"on the screen of the other node's handler {since.ElapsedMilliseconds} ms after the receipt");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(1), $"It took {since.Elapsed}.");

        screen.Page.SetDefaultTimeout(90_000); // the nodes are young, and the machine may be small
        await screen.Page.GotoAsync($"/staff/cases/{number}");
        await screen.Page.WaitForFunctionAsync(Listens);
        await screen.Page.Locator("#box-reply textarea").FillAsync("We send somebody tomorrow at eight.");
        await Until.HoldsAsync("the draft is kept", () => place.Hub.ReadAsync(db => db.Drafts.AnyAsync(d => d.Text.StartsWith("We send"))));

        await screen.MarkAsync();
        await own.KillAsync();
        since.Restart();
        await screen.Page.WaitForFunctionAsync("() => window.unreloaded !== true");
        await Assertions.Expect(screen.Page.Locator("#box-reply textarea")).ToHaveValueAsync("We send somebody tomorrow at eight.", new() { Timeout = 90_000 });
        await screen.Page.WaitForFunctionAsync(Listens);
        await screen.Page.Locator("#box-reply button.case-button").First.ClickAsync();
        await screen.Page.Locator("#main .timeline, #main", new() { HasText = "We send somebody tomorrow at eight." }).First.WaitForAsync();
        await Until.HoldsAsync("the answer is sent", () => place.Hub.ReadAsync(db => db.Messages.AnyAsync(m => m.Text.StartsWith("We send"))));
        output.WriteLine($"answered on the other node {since.Elapsed.TotalSeconds:0.0} s after the own one was killed");
        Assert.Equal(other, await place.NodeAsync("/staff/cases"));
    }

    [Fact]
    public async Task Both_nodes_are_replaced_one_after_the_other_and_no_filing_is_lost_or_refused()
    {
        await using var place = await Place.StartAsync();
        using var enough = new CancellationTokenSource();
        var answers = new ConcurrentBag<HttpStatusCode>();
        var clients = Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
        {
            using var program = await place.ProgramAsync(place.Nginx.Address);
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                using var answer = await FileAsync(program, $"Client {client}, filing {n}");
                answers.Add(answer.StatusCode);
            }
        })).ToArray();

        foreach (var node in (HubProcess[])[place.First, place.Second])
        {
            var seen = answers.Count;
            await Until.HoldsAsync("twenty more are filed", () => answers.Count >= seen + 20);
            Assert.Equal(0, await node.TerminateAsync());
            await node.StartAsync();
        }

        await enough.CancelAsync();
        await Task.WhenAll(clients);
        output.WriteLine($"{answers.Count} filed meanwhile");
        Assert.Equal([HttpStatusCode.Created], answers.Distinct());
        Assert.Equal(answers.Count, await place.Hub.ReadAsync(db => db.Cases.CountAsync()));
        var journal = await place.Hub.JournalAsync();
        Assert.Equal(Enumerable.Range(1, journal.Count).Select(i => (long)i), journal.Select(j => j.Seq));
    }

    private static async Task<HttpResponseMessage> FileAsync(HttpClient program, string description)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = JsonContent.Create(new { kind = "complaint", description, anonymous = true }) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        return await program.SendAsync(request);
    }

    private sealed record Filed(string Number);

    /// <summary>Two nodes, nginx before them, and a look into their database.</summary>
    private sealed class Place : IAsyncDisposable
    {
        private Place(HubFixture hub, HubProcess first, HubProcess second) => (Hub, First, Second) = (hub, first, second);

        public HubFixture Hub { get; }

        public HubProcess First { get; }

        public HubProcess Second { get; }

        public Nginx Nginx { get; } = new();

        public static async Task<Place> StartAsync()
        {
            Assert.SkipUnless(TestDatabase.IsPostgres, "Several nodes need PostgreSQL.");
            Nginx.Need();
            var hub = await HubFixture.StartAsync();
            HubProcess Node() => new()
            {
                IsNode = true,
                Database = hub.Get<Core.DatabaseOptions>(),
                Arguments =
                [
                    "--environment=Development", "--Demo:Fill=false", // so that its styles and scripts are found where they were built
                    "--Storage:FilesIn=Database", "--Public:KnownProxies:0=127.0.0.1", "--Api:RequestsPerMinute=1000000", "--Api:Burst=100000",
                ],
            };
            var place = new Place(hub, Node(), Node());
            await Task.WhenAll(place.First.StartAsync(), place.Second.StartAsync());
            await place.Nginx.StartAsync(place.First.Address, place.Second.Address);
            return place;
        }

        public async Task<HttpClient> ProgramAsync(Uri address)
        {
            var client = new HttpClient { BaseAddress = address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await Hub.TokenAsync()).Secret);
            return client;
        }

        public async Task<HubProcess> NodeAsync(string path) =>
            await Nginx.NodeOfAsync(path) == First.Address.Authority ? First : Second;

        public async ValueTask DisposeAsync()
        {
            await Nginx.DisposeAsync();
            await First.DisposeAsync();
            await Second.DisposeAsync();
            await Hub.DisposeAsync();
        }
    }
}
