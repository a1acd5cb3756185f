using FeedbackHub.Core;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>The preview of a file of days: it answers what would change and stores nothing.</summary>
public class CalendarImportTests
{
    [Fact]
    public async Task The_preview_tells_what_would_change_and_stores_nothing()
    {
        await using var hub = await HubFixture.StartAsync(limits: new Limits { ImportBytes = 2000, ImportYears = 3 });
        var ada = await hub.AdministratorAsync();
        var document = (await hub.Use<ReadCalendar>().ExecuteAsync(ada, new ReadCalendar.Request())).Value.Document;
        var (preview, head) = (hub.Use<PreviewCalendarImport>(), await hub.HeadAsync());
        Task<Result<CalendarImport>> AskAsync(byte[] content, int from = 2026, int to = 2027) =>
            preview.ExecuteAsync(ada, new PreviewCalendarImport.Request(document, content, from, to));

        var read = (await AskAsync("2026-12-24,closed,Eve\n2026-10-01,closed\n2026-10-02,worked\nnever,closed"u8.ToArray())).Value;
        Assert.Equal([DayOutcome.Same, DayOutcome.Replaced, DayOutcome.Added], read.Changes.Select(change => change.Outcome));
        Assert.Equal(new ImportNote(4, "NotADate", "never"), Assert.Single(read.Notes));

        Assert.Equal(new Invalid("Content", "ImportTooBig", 1), (await AskAsync(new byte[2001])).Failure);
        Assert.Equal(new Invalid("FromYear", "ImportYears", 3), (await AskAsync("x"u8.ToArray(), 2026, 2029)).Failure);
        Assert.Equal(new Invalid("FromYear", "ImportYears", 3), (await AskAsync("x"u8.ToArray(), 2027, 2026)).Failure);
        Assert.IsType<CalendarRejected>((await preview.ExecuteAsync(ada, new PreviewCalendarImport.Request(document with { Zone = "Nowhere" }, [], 2026, 2027))).Failure);
        Assert.IsType<NotAllowed>((await preview.ExecuteAsync(await hub.HandlerAsync(), new PreviewCalendarImport.Request(document, [], 2026, 2027))).Failure);
        Assert.Equal(1, await hub.ReadAsync(db => db.CalendarVersions.CountAsync()));
        Assert.DoesNotContain(await hub.JournalAsync(head), entry => entry.Kind == Core.Cases.JournalKind.CalendarChanged);
    }
}
