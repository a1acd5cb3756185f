using FeedbackHub.Core;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace FeedbackHub.Tests.Data;

/// <summary>A database of before there were several calendars.</summary>
public sealed class CalendarMigrationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_versions_there_are_become_those_of_the_companys_calendar()
    {
        await using var hub = HubFixture.Make();
        Directory.CreateDirectory(hub.Storage.Folder);
        await MigrateAsync(hub, last => last.EndsWith("_PromisesByRule", StringComparison.Ordinal));
        var document = CalendarDocument.Of(BusinessCalendar.Default).ToJson();
        await hub.ReadAsync(db => db.Database.ExecuteSqlAsync($"""INSERT INTO "Calendars" ("Document", "CreatedAt") VALUES ({document}, 1), ({document}, 2)""", Cancel));

        await hub.Get<DatabaseSetup>().RunAsync(cancel: Cancel);

        var company = await hub.ReadAsync(db => db.Calendars.SingleAsync(Cancel));
        Assert.Equal(("Company calendar", "公司日历", false), (company.Name.En, company.Name.Zh, company.Disabled));
        Assert.Equal([(1L, company.Id), (2L, company.Id)], (await hub.ReadAsync(db => db.CalendarVersions.OrderBy(v => v.Id).ToListAsync(Cancel))).Select(v => (v.Id, v.CalendarId)));

        // The next version follows them, and the next calendar its first one.
        var ada = await hub.AdministratorAsync();
        var saved = await hub.Use<SaveCalendar>().ExecuteAsync(ada, new SaveCalendar.Request(CalendarDocument.Of(BusinessCalendar.Default) with { Zone = "Asia/Tokyo" }, 2), Cancel);
        Assert.Equal(3, saved.Value.VersionId);
        Assert.True((await hub.Use<NameCalendar>().ExecuteAsync(ada, new NameCalendar.Request(null, new Bilingual("Night", "夜间")), Cancel)).Value.Id > company.Id);
    }

    [Fact]
    public async Task The_way_back_leaves_the_companys_versions()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        await hub.Use<NameCalendar>().ExecuteAsync(ada, new NameCalendar.Request(null, new Bilingual("Night", "夜间")), Cancel);

        await MigrateAsync(hub, last => last.EndsWith("_PromisesByRule", StringComparison.Ordinal));
        Assert.Equal([1L], await hub.ReadAsync(db => db.Database.SqlQuery<long>($"""SELECT "Id" AS "Value" FROM "Calendars" """).ToListAsync(Cancel)));
        await hub.Get<DatabaseSetup>().RunAsync(cancel: Cancel);
        Assert.Equal(1, await hub.ReadAsync(db => db.CalendarVersions.CountAsync(Cancel)));
    }

    private static Task MigrateAsync(HubFixture hub, Func<string, bool> to) => hub.ReadAsync(async db =>
    {
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().Single(to), Cancel);
        return new Done();
    });
}
