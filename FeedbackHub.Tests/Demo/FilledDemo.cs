using System.Text.RegularExpressions;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Demo;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace FeedbackHub.Tests.Demo;

/// <summary>The demo company as a first start makes it on a Wednesday at 10:20 in Shanghai; filled once for all tests that only read.</summary>
public sealed partial class FilledDemo : IAsyncLifetime
{
    /// <summary>A Wednesday of a year whose holidays the default calendar does not know, so that every week is like the next.</summary>
    public static readonly Instant Now = Instant.FromUtc(2028, 11, 15, 2, 20);

    private readonly HubFixture? hub = TestDatabase.IsMissing ? null : HubFixture.Make();

    /// <summary>The hub; asked for by a test, so that the test is skipped where there is no database, and not its class failed.</summary>
    internal HubFixture Hub => hub ?? HubFixture.Make();

    public async ValueTask InitializeAsync()
    {
        if (hub is null)
        {
            return;
        }

        Hub.Time.SetUtcNow(Now.ToDateTimeOffset());
        Directory.CreateDirectory(Hub.Storage.Folder);

        // A filling that was cut short lies there.
        await File.WriteAllTextAsync(Hub.Storage.Database + ".filling", "half of something");
        Assert.True(await DemoCompany.FillAsync(Hub.Storage, Hub.Get<DatabaseOptions>(), new Limits(), Now));
    }

    public ValueTask DisposeAsync() => hub?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal async Task<Actor> ActorAsync(string name)
    {
        var id = await Hub.ReadAsync(db => db.Staff.Where(s => s.Name == name).Select(s => s.Id).SingleAsync());
        return await Hub.AgainAsync(id) ?? throw new InvalidOperationException($"{name} is disabled.");
    }

    /// <summary>Everything that happened and was written, with times as distances from the present one.</summary>
    internal static async Task<IReadOnlyList<string>> ContentAsync(HubFixture hub, Instant now) =>
        await hub.ReadAsync(async db =>
        {
            var journal = (await db.Journal.OrderBy(j => j.Seq).ToListAsync()).Select(j => string.Join('|', j.Seq, j.At - now, j.Kind, j.ActorName, j.CaseId, j.ToState, j.HandlerId, j.Note, Moment().Replace(j.Changes, m => $"{InstantPattern.ExtendedIso.Parse(m.Value).Value - now}")));
            var messages = (await db.Messages.OrderBy(m => m.Id).ToListAsync()).Select(m => string.Join('|', m.CaseId, m.At - now, m.AuthorName, m.Text));
            var cases = (await db.Cases.OrderBy(c => c.Id).ToListAsync()).Select(c => string.Join('|', c.Number, c.ReceivedAt - now, c.DueAt - now, c.State, c.Subject, c.Description, c.CustomerName));
            return (IReadOnlyList<string>)[.. journal, .. messages, .. cases];
        });

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+Z")]
    private static partial Regex Moment();
}
