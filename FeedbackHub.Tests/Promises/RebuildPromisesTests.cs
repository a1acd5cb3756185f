using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>The command <c>rebuild-promises</c>: what is stored is what the journal tells, or is found and repaired.</summary>
public class RebuildPromisesTests
{
    [Fact]
    public async Task A_planted_difference_is_reported_and_only_repaired_when_that_is_asked_for()
    {
        await using var hub = await HubFixture.StartAsync();
        var receipt = await hub.FileAsync();
        await hub.FileAsync();
        Assert.Equal(0, await RunAsync(hub));
        var right = await hub.CaseAsync(receipt.CaseId);

        await hub.Database.WritePersonalAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "CasePromises" SET "DueAt" = "DueAt" + 60000000 WHERE "CaseId" = {receipt.CaseId} AND "Kind" = 2"""));
        await hub.Database.WritePersonalAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "Cases" SET "DueAt" = 7, "DuePromise" = 3, "QueueOrder" = 7 WHERE "Id" = {receipt.CaseId}"""));
        await hub.Database.WritePersonalAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "Tallies" SET "Count" = "Count" + 3 WHERE "Measure" = 1"""));

        var found = new List<PromiseDifference>();
        var (cases, differences) = await hub.Get<RebuildPromises>().CompareAsync(found.Add, (_, _) => { });
        Assert.Equal((2, 4), (cases, differences));
        Assert.Equal(["Reply 1", "next", "queue"], found.Where(d => d.CaseNumber == receipt.Number).Select(d => d.What));
        Assert.Contains("OpenByState", Assert.Single(found, d => d.CaseNumber.Length == 0).What, StringComparison.Ordinal);

        Assert.Equal(1, await RunAsync(hub));
        Assert.Equal(1, await RunAsync(hub));
        Assert.Equal(0, await RunAsync(hub, "--repair"));
        Assert.Equal(0, await RunAsync(hub));

        var repaired = await hub.CaseAsync(receipt.CaseId);
        Assert.Equal((right.DueAt, right.DuePromise, right.QueueOrder, right.Version), (repaired.DueAt, repaired.DuePromise, repaired.QueueOrder, repaired.Version));
        Assert.Equal(right.Promises.Select(p => p.DueAt), repaired.Promises.Select(p => p.DueAt));
    }

    [Fact]
    public async Task A_promise_that_nobody_gave_is_removed_and_one_that_is_missing_comes_back()
    {
        await using var hub = await HubFixture.StartAsync();
        var receipt = await hub.FileAsync();
        await hub.Database.WritePersonalAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "CasePromises" SET "Generation" = 2 WHERE "CaseId" = {receipt.CaseId} AND "Kind" = 3"""));

        Assert.Equal((1, 0), await hub.Get<RebuildPromises>().RepairAsync(_ => { }, (_, _) => { }));

        Assert.Equal(
            [(PromiseKind.Acknowledge, 1), (PromiseKind.Reply, 1), (PromiseKind.Resolve, 1)],
            (await hub.CaseAsync(receipt.CaseId)).Promises.Select(p => (p.Kind, p.Generation)).Order());
    }

    [Fact]
    public async Task What_is_said_wrongly_to_the_command_is_refused()
    {
        await using var hub = await HubFixture.StartAsync();
        Assert.Equal(2, await RunAsync(hub, "--mend"));
        await using var empty = HubFixture.Make();
        Assert.Equal(1, await RunAsync(empty));
    }

    private static Task<int> RunAsync(HubFixture hub, params string[] args)
    {
        var database = hub.Get<DatabaseOptions>();
        return RebuildCommand.RunAsync(
            ["rebuild-promises", .. args, "--environment=Testing", $"--Storage:Folder={hub.Storage.Folder}", $"--Database:Provider={database.Provider}", $"--Database:ConnectionString={database.ConnectionString}"],
            builder => builder.WebHost.UseStaticWebAssets());
    }
}
