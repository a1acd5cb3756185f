using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Support;

public class HubFixtureTests
{
    [Fact]
    public async Task A_hub_works_from_filing_to_claiming_and_leaves_nothing_behind()
    {
        string folder;
        await using (var hub = await HubFixture.StartAsync())
        {
            folder = hub.Storage.Folder;
            var handler = await hub.HandlerAsync();
            var receipt = await hub.FileAsync();
            var claimed = await hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(receipt.CaseId));

            Assert.True(claimed.Succeeded);
            Assert.Equal("FH-2026-000001", receipt.Number);
            Assert.Equal(handler.Id, (await hub.CaseAsync(receipt.CaseId)).HandlerId);
            Assert.Equal([JournalKind.Filed, JournalKind.Claimed], (await hub.JournalOfAsync(receipt.CaseId)).Select(j => j.Kind));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task The_set_up_leaves_a_ready_database_as_it_is()
    {
        await using var hub = await HubFixture.StartAsync();
        var before = await hub.HeadAsync();

        await hub.Get<DatabaseSetup>().RunAsync();

        Assert.Equal(before, await hub.HeadAsync());
        Assert.Equal(1, await hub.ReadAsync(db => db.Departments.CountAsync()));
    }

    [Fact]
    public async Task A_case_can_be_filed_into_a_department_and_is_seen_there_only()
    {
        await using var hub = await HubFixture.StartAsync();
        var repairs = await hub.DepartmentAsync("Repairs", "维修部");
        var repairer = await hub.HandlerAsync("Rita", repairs);
        var other = await hub.HandlerAsync("Otto");
        var receipt = await hub.FileForAsync(repairs);

        Assert.Equal(repairs, (await hub.CaseAsync(receipt.CaseId)).DepartmentId);
        Assert.True((await hub.Use<ReadCase>().ExecuteAsync(repairer, new ReadCase.Request(receipt.CaseId))).Succeeded);
        Assert.False((await hub.Use<ReadCase>().ExecuteAsync(other, new ReadCase.Request(receipt.CaseId))).Succeeded);
        Assert.Equal(ActorKind.Staff, repairer.Kind);
    }
}
