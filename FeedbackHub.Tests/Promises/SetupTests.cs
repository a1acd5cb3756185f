using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Promises;

public class SetupTests
{
    [Fact]
    public async Task A_new_calendar_counts_for_new_cases_and_leaves_earlier_promises_alone()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var early = await hub.FileAsync();
        var read = (await hub.Use<ReadCalendar>().ExecuteAsync(ada, new ReadCalendar.Request())).Value;
        var monday = new ClosedMonday(read.Document).Document;

        var saved = await hub.Use<SaveCalendar>().ExecuteAsync(ada, new SaveCalendar.Request(monday, read.VersionId));
        var late = await hub.FileAsync();

        Assert.True(saved.Value.VersionId > read.VersionId);
        Assert.True(late.Promises[0].DueAt > early.Promises[0].DueAt);
        Assert.Equal(early.Promises[0].DueAt, (await hub.CaseAsync(early.CaseId)).Promises.Single(p => p.Kind == PromiseKind.Acknowledge).DueAt);
    }

    [Fact]
    public async Task A_stale_calendar_is_refused_with_who_was_faster_and_an_equal_one_makes_no_version()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, bo) = (await hub.AdministratorAsync(), await hub.AdministratorAsync("Bo"));
        var save = hub.Use<SaveCalendar>();
        var read = (await hub.Use<ReadCalendar>().ExecuteAsync(ada, new ReadCalendar.Request())).Value;

        var same = await save.ExecuteAsync(bo, new SaveCalendar.Request(read.Document, read.VersionId));
        await save.ExecuteAsync(bo, new SaveCalendar.Request(new ClosedMonday(read.Document).Document, read.VersionId));
        var stale = await save.ExecuteAsync(ada, new SaveCalendar.Request(read.Document, read.VersionId));

        Assert.Equal(read.VersionId, same.Value.VersionId);
        Assert.Equal("Bo", Assert.Single(Assert.IsType<ChangedSince>(stale.Failure).Since).ByName);
    }

    [Fact]
    public async Task What_is_wrong_with_a_calendar_or_a_promise_table_is_told_by_field()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var calendar = (await hub.Use<ReadCalendar>().ExecuteAsync(ada, new ReadCalendar.Request())).Value;
        var table = (await hub.Use<ReadPromiseTable>().ExecuteAsync(ada, new ReadPromiseTable.Request())).Value;

        var noZone = await hub.Use<SaveCalendar>().ExecuteAsync(ada, new SaveCalendar.Request(calendar.Document with { Zone = "Atlantis" }, calendar.VersionId));
        var never = await hub.Use<SavePromiseTable>().ExecuteAsync(
            ada, new SavePromiseTable.Request(new PolicyDocument([.. table.Document.Rules.Select(r => r with { Promises = r.Promises with { Reply = PromiseTarget.WorkingMinutes(0) } })]), table.VersionId));

        Assert.Equal("zone", Assert.Single(Assert.IsType<CalendarRejected>(noZone.Failure).Problems).Field);
        Assert.Contains("rules[1].promises.reply", Assert.IsType<PromiseTableRejected>(never.Failure).Problems.Select(p => p.Field));
        Assert.Equal(1, await hub.ReadAsync(db => db.Policies.CountAsync()));
    }

    [Fact]
    public async Task The_preview_promises_what_the_receipt_then_says()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var table = (await hub.Use<ReadPromiseTable>().ExecuteAsync(ada, new ReadPromiseTable.Request())).Value;
        var quicker = new PolicyDocument([.. table.Document.Rules.Select(r => r with { Promises = r.Promises with { Acknowledge = PromiseTarget.WorkingMinutes(10) } })]);
        Assert.Null((await hub.Use<SavePromiseTable>().ExecuteAsync(ada, new SavePromiseTable.Request(quicker, table.VersionId))).Failure);

        var preview = (await hub.Use<PreviewPromise>().ExecuteAsync(Actor.Public, new PreviewPromise.Request(CaseKind.Complaint))).Value;
        var receipt = await hub.FileAsync();

        Assert.Equal(receipt.Promises, preview.Promises);
        Assert.Equal(preview.At.Plus(NodaTime.Duration.FromMinutes(10)), preview.Promises[0].DueAt);
    }

    /// <summary>The same calendar with the clock's Monday closed.</summary>
    private sealed record ClosedMonday(CalendarDocument Of)
    {
        public CalendarDocument Document => Of with { Holidays = [.. Of.Holidays, new CalendarDocument.ClosedDate("2026-03-02", "Stocktaking")] };
    }
}
