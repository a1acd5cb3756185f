using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using AngleSharp.Html.Parser;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Public;

public class KillTests
{
    private const int Kills = 20;
    private const int Clients = 8;

    /// <summary>Waiting for a process and between retries is real waiting.</summary>
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public async Task Every_receipt_given_survives_twenty_kills_once_with_its_journal_entry()
    {
        await using var hub = new HubProcess();
        using var enough = new CancellationTokenSource();
        var receipts = new ConcurrentBag<Given>();
        var retries = new Retries();
        await hub.StartAsync();
        var clients = Enumerable.Range(0, Clients).Select(i => Task.Run(() => FileOnAndOnAsync(i, hub, receipts, retries, enough.Token))).ToArray();
        var random = new Random(20);
        var started = Clock.GetTimestamp();
        for (var kill = 0; kill < Kills; kill++)
        {
            // Soon after the first receipt where that comes quickly, at a random moment: amid requests, commits, answers.
            var (seen, since) = (receipts.Count, Clock.GetTimestamp());
            while (receipts.Count == seen && Clock.GetElapsedTime(since) < TimeSpan.FromSeconds(1))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), Clock);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(150)), Clock);
            await hub.KillAsync();
            await hub.StartAsync();
        }

        await Until.HoldsAsync("as many receipts as kills", () => receipts.Count >= Kills);
        await enough.CancelAsync();
        await Task.WhenAll(clients);
        await hub.KillAsync();

        Assert.True(retries.Count > Kills / 2, $"only {retries.Count} filings were cut: the kills hit nothing");
        await using var db = TestDatabase.Connection(hub.Storage, hub.Database);
        await db.OpenAsync(TestContext.Current.CancellationToken);
        var stored = await RowsAsync(db, """SELECT "Number", "Description" FROM "Cases" """);
        foreach (var given in receipts)
        {
            var row = Assert.Single(stored, r => r[1] == given.Description);
            Assert.Equal(given.Number, row[0]);
        }

        Assert.Equal(receipts.Count, receipts.Select(r => r.Number).Distinct().Count());
        Assert.Equal(receipts.Count, stored.Count); // and nothing besides: each client kept trying until it had its receipt
        var journal = await RowsAsync(db, $"""
            SELECT c."Number", count(j."Seq") FROM "Cases" c LEFT JOIN "Journal" j ON j."CaseId" = c."Id" AND j."Kind" = {(int)JournalKind.Filed} GROUP BY c."Id", c."Number"
            """);
        Assert.All(journal, r => Assert.Equal("1", r[1]));
        var dense = Assert.Single(await RowsAsync(db, """SELECT min("Seq"), max("Seq") - count(*) FROM "Journal" """));
        Assert.Equal(["1", "0"], dense);
        if (!TestDatabase.IsPostgres)
        {
            Assert.Equal(["ok"], Assert.Single(await RowsAsync(db, "PRAGMA integrity_check")));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{receipts.Count} receipts, {retries.Count} sendings cut, {Clock.GetElapsedTime(started).TotalSeconds:0} s");
    }

    private static async Task FileOnAndOnAsync(int client, HubProcess hub, ConcurrentBag<Given> receipts, Retries retries, CancellationToken enough)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = hub.Address };
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var description = $"client {client}, filing {n}";
            var page = await UntilAnsweredAsync(hub, () => http.GetAsync(PublicPaths.File), null);
            var form = new PublicAnswer(HttpStatusCode.OK, page.Body, page.Message).Form("file")
                .Set(FieldNames.Kind, "complaint").Set(FieldNames.Description, description).Set(FieldNames.Identity, FilingForm.Anonymous);
            var answer = await UntilAnsweredAsync(
                hub,
                async () =>
                {
                    using var content = form.Content();
                    return await http.PostAsync(PublicPaths.File, content);
                },
                retries);
            Assert.Equal(HttpStatusCode.SeeOther, answer.Message.StatusCode);
            var receipt = await UntilAnsweredAsync(hub, () => http.GetAsync(answer.Message.Headers.Location), null);
            receipts.Add(new(new HtmlParser().ParseDocument(receipt.Body).QuerySelector(".key")!.TextContent, description));
        }
    }

    /// <summary>As a patient person does: the same again until there is an answer.</summary>
    private static async Task<(HttpResponseMessage Message, string Body)> UntilAnsweredAsync(HubProcess hub, Func<Task<HttpResponseMessage>> send, Retries? retries)
    {
        while (true)
        {
            try
            {
                var message = await send();
                if (message.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    throw new HttpRequestException("It listens, and is not open yet.");
                }

                return (message, await message.Content.ReadAsStringAsync());
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                retries?.Add();
                await hub.Listening; // trying again and again meanwhile would only slow its start down
                await Task.Delay(TimeSpan.FromMilliseconds(5), Clock);
            }
        }
    }

    private static async Task<List<string[]>> RowsAsync(DbConnection db, string sql)
    {
        await using var command = db.CreateCommand();
#pragma warning disable CA2100 // the statements above
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString()!)]);
        }

        return rows;
    }

    private sealed record Given(string Number, string Description);

    private sealed class Retries
    {
        private int count;

        public int Count => count;

        public void Add() => Interlocked.Increment(ref count);
    }
}
