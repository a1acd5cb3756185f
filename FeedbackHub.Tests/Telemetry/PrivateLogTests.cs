using System.Net;
using System.Net.Http.Json;
using FeedbackHub.App.Api;
using FeedbackHub.App.Public;
using FeedbackHub.Tests.Public;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Xunit;

namespace FeedbackHub.Tests.Telemetry;

[Trait("Database", "Sqlite")]
public sealed class PrivateLogTests
{
    private const string Name = "Zebedee-marked-name";
    private const string Email = "marked-mail@marked.example";
    private const string Phone = "+86 139 8765 4321";
    private const string Description = "Marked-description of what happened";
    private const string Note = "Marked-note about the customer";

    /// <summary>More is logged here than is shipped (appsettings.json: Information, and Warning for Microsoft).</summary>
    private static readonly string[] Talkative =
        ["--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft=Warning", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Information"];

    [Fact]
    public async Task No_line_of_the_log_holds_what_people_wrote_or_who_they_are_be_it_done_or_failed()
    {
        using var log = new KeptLog();
        await using var host = await HubHostFixture.StartAsync(
            builder => builder.Logging.ClearProviders().AddProvider(log), [.. PublicHost.Generous, .. Talkative]);
        var (_, token) = await host.Hub.TokenAsync();
        using var program = host.ClientWith(token);
        var visitor = new PublicVisitor(host, "en");
        var form = (await visitor.FilledAsync(Description)).Set(FieldNames.Name, Name).Set(FieldNames.Email, Email).Set(FieldNames.Phone, Phone);
        var (number, code) = PublicVisitor.KeysOf(await visitor.SendAsync(form));
        Assert.Equal(HttpStatusCode.OK, await NoteAsync());
        var page = await visitor.TrackAsync(number, code);
        Assert.Contains("Marked-message", (await visitor.SendAsync(page.Form("add").Set(FieldNames.Message, "Marked-message of the customer"))).Text);
        using var handler = await host.SignInAsync(await host.Hub.HandlerAsync(Name));
        Assert.NotEmpty(await handler.GetStringAsync($"/staff/cases/{number}", TestContext.Current.CancellationToken));

        // From here on the database takes nothing in.
        foreach (var table in (string[])["Cases", "Messages"])
        {
            var broken = $"CREATE TRIGGER \"Broken{table}\" BEFORE INSERT ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END";
            await host.Hub.ReadAsync(db => db.Database.ExecuteSqlRawAsync(broken));
        }

        Assert.Equal(HttpStatusCode.InternalServerError, (await visitor.SendAsync(
            (await visitor.FilledAsync(Description + " again")).Set(FieldNames.Name, Name).Set(FieldNames.Email, Email).Set(FieldNames.Phone, Phone))).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, await NoteAsync());
        await host.Hub.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Cases\" RENAME TO \"Gone\""));
        Assert.Equal(HttpStatusCode.InternalServerError, (await visitor.GetAsync(PublicPaths.TrackLink(number, code))).Status);

        Assert.Contains(log.Lines, l => l.Contains("broken on purpose", StringComparison.Ordinal));
        foreach (var secret in (string[])[Name, Email, Phone, "Marked-", code, token])
        {
            Assert.DoesNotContain(log.Lines, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }

        async Task<HttpStatusCode> NoteAsync()
        {
            using var answer = await program.PostAsJsonAsync($"{HubApi.Path}/cases/{number}/messages", new { kind = "note", text = Note });
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_database_logs_no_values()
    {
        await using var hub = await HubFixture.StartAsync();
        Assert.False(await hub.ReadAsync(db => Task.FromResult(db.GetService<ILoggingOptions>().IsSensitiveDataLoggingEnabled)));
    }
}
