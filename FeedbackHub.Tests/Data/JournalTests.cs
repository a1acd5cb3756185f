using System.Data.Common;
using System.Text.Json;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Data;

/// <summary>Nothing changes without an entry: held against the file itself, not against what the model says of it.</summary>
public class JournalTests
{
    /// <summary>Rows that are derived from others, or one person's own (docs: bookkeeping). They need no entry.</summary>
    private static readonly string[] Bookkeeping = ["Counters", "Tallies", "Drafts", "ReadMarks", "Filings", "CasePromises", "CaseWords", "Journal", "Notices"];

    /// <summary>Columns of a case that follow from the others, or only count.</summary>
    private static readonly string[] Derived =
        ["WaitingStepAt", "ReviewVersion", "Version", "FieldVersions", "OnDesk", "DueAt", "DuePromise", "QueueOrder", "LastMessage", "LastMessageAt", "LastMessageBy", "NewsVersion", "Assisting"];

    public static TheoryData<CaseState> States => [.. Enum.GetValues<CaseState>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Every_use_case_that_changes_a_row_tells_the_journal_who_when_and_what_and_one_that_fails_changes_nothing(CaseState state)
    {
        await using var hub = await HubFixture.StartAsync();
        var (handler, administrator) = (await hub.HandlerAsync(), await hub.AdministratorAsync());
        var wrote = 0;
        foreach (var useCase in Samples.UseCases)
        {
            foreach (var role in new[] { "handler", "customer", "program", "administrator" })
            {
                if (role == "administrator" ? state != CaseState.New : !AboutCases(useCase))
                {
                    continue;
                }

                var sample = await SampleCase.FileAsync(hub, state);
                var actor = role switch
                {
                    "handler" => handler,
                    "administrator" => administrator,
                    "customer" => Actor.Customer(sample.Id, "Wang Min"),
                    _ => Actor.Program(7, "Shop", ApiScopes.File | ApiScopes.Read | ApiScopes.Work, []),
                };
                var before = await DatabaseSnapshot.OfAsync(hub);
                var (failure, _) = await Samples.RunAsync(hub, useCase, actor, Samples.Requests[useCase](sample));
                var after = await DatabaseSnapshot.OfAsync(hub);

                var differences = DatabaseSnapshot.Differences(before, after);
                var what = $"{useCase.Name} by {role} of a case {state}";
                if (failure is not null)
                {
                    Assert.True(differences.Count == 0, $"{what} failed ({failure}) and changed {string.Join("; ", differences.Take(5))}");
                    continue;
                }

                wrote += Check(what, actor, hub, differences, await hub.JournalAsync(before["Journal"].Count)) ? 1 : 0;
            }
        }

        Assert.True(wrote > 5, $"Only {wrote} changes were looked at.");
        Assert.Equal(Enumerable.Range(1, (int)await hub.HeadAsync()).Select(i => (long)i), (await hub.JournalAsync()).Select(j => j.Seq));
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_or_delete_what_was_recorded()
    {
        await using var hub = await HubFixture.StartAsync();
        await hub.FileAsync();
        var before = await DatabaseSnapshot.OfAsync(hub);

        string[] attempts =
        [
            """UPDATE "Journal" SET "Note" = 'x'""",
            """DELETE FROM "Journal" """,
            """DELETE FROM "Journal" WHERE "Seq" = 1""",
            TestDatabase.IsPostgres ? """TRUNCATE "Journal" """ : """REPLACE INTO "Journal" SELECT * FROM "Journal" WHERE "Seq" = 1""",
            """INSERT INTO "Journal" ("Seq", "At", "ActorKind", "ActorName", "Kind", "Changes") VALUES (1000, 0, 0, '', 1, '[]')""",
        ];
        foreach (var sql in attempts)
        {
            var refused = await Assert.ThrowsAnyAsync<DbException>(() => hub.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(DatabaseSnapshot.Differences(before, await DatabaseSnapshot.OfAsync(hub)));
    }

    [Fact]
    public async Task What_is_thrown_in_the_middle_of_a_change_undoes_all_of_it_and_the_next_change_goes_through()
    {
        await using var hub = await HubFixture.StartAsync();
        var receipt = await hub.FileAsync();
        var before = await DatabaseSnapshot.OfAsync(hub);

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Database.WriteAsync<Done>(Actor.System, async change =>
        {
            var one = await change.Db.Cases.SingleAsync(c => c.Id == receipt.CaseId);
            one.Subject = "Changed";
            change.Record(JournalKind.Edited, one);
            await change.Db.SaveChangesAsync();
            throw new InvalidOperationException("The lamp fell off the table.");
        }));

        Assert.Empty(DatabaseSnapshot.Differences(before, await DatabaseSnapshot.OfAsync(hub)));
        await hub.FileAsync();
    }

    [Fact]
    public async Task Rows_changed_without_a_record_are_refused()
    {
        await using var hub = await HubFixture.StartAsync();
        await hub.FileAsync();
        var before = await DatabaseSnapshot.OfAsync(hub);

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.SaveAsync(change => change.Db.Cases.First().Subject = "Changed"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Database.WritePersonalAsync(async db => (await db.Cases.FirstAsync()).Subject = "Changed"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Database.WritePersonalAsync(db =>
        {
            db.Departments.Add(new Department { Name = new Bilingual("Nobody's", "无") });
            return Task.CompletedTask;
        }));

        Assert.Empty(DatabaseSnapshot.Differences(before, await DatabaseSnapshot.OfAsync(hub)));
    }

    [Fact]
    public async Task Answering_an_untouched_case_records_taking_it_and_answering_each_from_where_to_where()
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        var receipt = await hub.FileAsync();
        await hub.Use<ResolveCase>().ExecuteAsync(handler, new(receipt.CaseId, "Done.", "Replace", "", null) { Outcome = Outcome.Accepted });

        var moves = (await hub.JournalOfAsync(receipt.CaseId)).Select(j => (j.Kind, j.FromState, j.ToState, j.FromHandlerId, j.HandlerId));
        Assert.Equal(
            [
                (JournalKind.Filed, null, CaseState.New, null, null),
                (JournalKind.Claimed, CaseState.New, CaseState.InProgress, null, handler.Id),
                (JournalKind.Resolved, CaseState.InProgress, CaseState.Resolved, null, handler.Id),
            ],
            moves);
    }

    /// <summary>The rest is administration: it does not depend on the state of a case.</summary>
    private static bool AboutCases(Type useCase) =>
        useCase.Name is nameof(FileCase) or nameof(ClaimCase) or nameof(AssignCase) or nameof(ReturnCase) || useCase.Namespace == typeof(Case).Namespace || useCase.Namespace == typeof(Core.Majors.MajorCase).Namespace;

    /// <summary>True where something was changed that the journal had to tell; each changed field must stand in an entry, from and to.</summary>
    private static bool Check(string what, Actor actor, HubFixture hub, List<Difference> differences, List<JournalEntry> entries)
    {
        var told = entries.SelectMany(e => JsonSerializer.Deserialize<List<FieldChange>>(e.Changes, JournalJson.Options)!).ToList();
        foreach (var entry in entries)
        {
            Assert.Equal((actor.Kind, actor.Name, hub.Database.Now), (entry.ActorKind, entry.ActorName, entry.At));
            Assert.Equal(actor.Kind is ActorKind.Staff or ActorKind.Program ? actor.Id : null, entry.ActorId);
        }

        var matter = differences.Where(d => !Bookkeeping.Contains(d.Table)).ToList();
        Assert.True(matter.Count == 0 || entries.Count > 0, $"{what} changed rows without an entry: {string.Join("; ", matter.Take(5))}");
        foreach (var changed in matter.Where(d => d is { Table: "Cases", IsNewRow: false } && !Derived.Contains(d.Column)))
        {
            var entry = told.SingleOrDefault(t => t.On == "Case" && t.Id == $"{changed.Row}" && t.Field == changed.Column);
            Assert.True(entry is not null, $"{what}: {changed} is not told, or twice");
            Assert.True(Same(changed.From, entry.From) && Same(changed.To, entry.To), $"{what}: {changed} was told as {entry}");
        }

        return matter.Count > 0;
    }

    /// <summary>The journal writes names of enums and times for people, the file numbers: only plain texts and numbers are compared, of the rest that something is there.</summary>
    private static bool Same(object? stored, string? told) =>
        stored is null ? told is null : told is not null && ((string)stored == told || told.Any(char.IsLetter));
}
