using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Hubs;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Faults;

/// <summary>A checker that finds nothing proves nothing: each thing that it looks for is planted once.</summary>
[Trait("Kind", "Fault")]
public sealed class CheckerTests
{
    [Fact]
    public async Task It_finds_nothing_where_all_is_well_and_each_fault_that_is_planted()
    {
        await using var hub = await HubFixture.StartAsync();
        var promised = new Promised();
        for (var n = 0; n < 3; n++)
        {
            var receipt = await hub.FileAsync(f => f with { Description = $"filing {n}" });
            promised.Filed[$"filing {n}"] = true;
            promised.Receipts.Add((receipt.Number, $"filing {n}"));
        }

        var handler = await hub.HandlerAsync();
        promised.Sent["an answer"] = true;
        promised.Acknowledged.Add("an answer");
        await hub.Use<AddNote>().ExecuteAsync(handler, new AddNote.Request((await hub.ReadAsync(db => db.Cases.FirstAsync())).Id, "an answer"));
        var told = (await hub.JournalAsync()).Where(j => j.CaseId is not null)
            .Select(j => new CaseChanged(j.Seq, "", default, j.CaseId!.Value, j.CaseVersion!.Value, j.DepartmentId, j.HandlerId)).ToList();
        Task<IReadOnlyList<string>> FaultsAsync() => new Checker(hub).FaultsAsync(promised, [told]);
        Assert.Empty(await FaultsAsync());

        // What is told wrongly.
        await FindsAsync("was not told each entry", () => told.RemoveAt(1));
        await FindsAsync("was not told each entry", () => told.Insert(2, told[1]));
        await FindsAsync("shows something else", () => told[^1] = told[^1] with { CaseVersion = 1 });

        // What was promised and is not there.
        promised.Receipts.Add(("FH-2026-000009", "filing 9"));
        promised.Acknowledged.Add("another answer");
        var faults = await FaultsAsync();
        Assert.Contains("lost: FH-2026-000009 “filing 9”", faults);
        Assert.Contains("message lost: “another answer”", faults);

        // What is there and should not be so.
        await PlantAsync("doubled: “filing 1”", """UPDATE "Cases" SET "Description" = 'filing 1' WHERE "Description" = 'filing 0'""");
        await PlantAsync("filed by nobody: “who?”", """UPDATE "Cases" SET "Description" = 'who?' WHERE "Description" = 'filing 2'""");
        await PlantAsync("message by nobody: “what?”", """UPDATE "Messages" SET "Text" = 'what?' """);
        await PlantAsync("the counter of 2026 stands at 7, and there are 3 cases", """UPDATE "Counters" SET "Value" = 7 WHERE "Name" = 'case-2026'""");
        await PlantAsync("the journal's counter stands at 99", """UPDATE "Counters" SET "Value" = 99 WHERE "Name" = 'journal'""");
        await PlantAsync("tally ", """UPDATE "Tallies" SET "Count" = "Count" + 1""");
        await PlantAsync("promises do not replay", """UPDATE "CasePromises" SET "DueAt" = "DueAt" + 1""");
        await PlantAsync("FH-2026-000001 is not as its journal left it", """UPDATE "Cases" SET "Version" = "Version" + 1 WHERE "Number" = 'FH-2026-000001'""");
        await PlantAsync("the search index holds other cases", """DELETE FROM "CaseWords" """);

        // The journal itself refuses to be changed, so that its guard goes first.
        await PlantAsync(
            "gap in the journal",
            TestDatabase.IsPostgres ? """ALTER TABLE "Journal" DISABLE TRIGGER USER""" : await TriggersAsync(),
            $"""DELETE FROM "Journal" WHERE "Kind" = {(int)JournalKind.Filed} AND "Seq" = {told[1].Seq}""");
        Assert.Contains("FH-2026-000002 was filed 0 times by its journal", await FaultsAsync());

        async Task FindsAsync(string fault, Action plant)
        {
            var before = told.ToList();
            plant();
            Assert.Contains(await FaultsAsync(), f => f.Contains(fault, StringComparison.Ordinal));
            told.Clear();
            told.AddRange(before);
        }

        async Task PlantAsync(string fault, params string[] statements)
        {
            await using var db = TestDatabase.Connection(hub.Storage, hub.Get<Core.DatabaseOptions>());
            await db.OpenAsync();
            foreach (var statement in statements)
            {
                await using var command = db.CreateCommand();
#pragma warning disable CA2100 // those above
                command.CommandText = statement;
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync();
            }

            Assert.Contains(await FaultsAsync(), f => f.StartsWith(fault, StringComparison.Ordinal));
        }

        Task<string> TriggersAsync() => hub.ReadAsync(async db => string.Concat(
            (await db.Database.SqlQueryRaw<string>("""SELECT name AS "Value" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'Journal'""").ToListAsync()).Select(t => $"DROP TRIGGER \"{t}\";")));
    }
}
