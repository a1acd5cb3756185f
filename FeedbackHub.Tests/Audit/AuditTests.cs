using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Audit;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Audit;

public class AuditTests
{
    private const string Words = "the words nobody but handlers reads";

    [Fact]
    public async Task The_audit_never_shows_what_was_written_to_or_by_customers()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var auditor = await hub.AuditorAsync();
        var handler = await hub.HandlerAsync();
        var id = (await hub.FileAsync(f => f with { Description = Words })).CaseId;
        await hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new ReplyToCustomer.Request(id, Words, null));
        await hub.Use<EditCase>().ExecuteAsync(handler, new EditCase.Request(id, "Place", "Shop 7", 1));
        Assert.Null((await hub.Use<ResolveCase>().ExecuteAsync(handler, new ResolveCase.Request(id, Words, "Replaced", "", null) { Outcome = Outcome.Accepted })).Failure);
        await hub.Use<AnswerSolved>().ExecuteAsync(Actor.Customer(id, "Wang Min"), new AnswerSolved.Request(id, false, Words));

        var seenByAuditor = await RowsAsync(hub, auditor, new AuditFilter { CaseNumber = "fh-2026-000001" });
        var seenByAda = await RowsAsync(hub, ada, new AuditFilter { CaseNumber = "FH-2026-000001" });

        Assert.DoesNotContain(Words, Flat(seenByAuditor));
        Assert.Contains("Shop 7", Flat(seenByAuditor));
        Assert.Contains("Wang Min", Flat(seenByAuditor));
        Assert.DoesNotContain(Words, Flat(seenByAda));
        Assert.DoesNotContain("Shop 7", Flat(seenByAda));
        Assert.DoesNotContain("Wang Min", Flat(seenByAda));
        Assert.Contains(seenByAda, r => r.Kind == JournalKind.Edited && r.Changes.Any(c => c is { Field: "Place", To: "•" }));
        Assert.Contains(seenByAda, r => r is { Kind: JournalKind.Resolved, FromState: CaseState.InProgress, ToState: CaseState.Resolved });
    }

    [Fact]
    public async Task Whoever_is_complained_about_finds_nothing_of_the_case_in_audit_or_export()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, bo) = (await hub.AdministratorAsync(), await hub.AdministratorAsync("Bo"));
        var receipt = await hub.FileAsync();
        await hub.ConcernsAsync(receipt.CaseId, ada.Id!.Value);

        Assert.Empty(await RowsAsync(hub, ada, new AuditFilter { CaseNumber = receipt.Number }));
        Assert.DoesNotContain(await RowsAsync(hub, ada, new AuditFilter()), r => r.CaseId == receipt.CaseId);
        Assert.DoesNotContain(receipt.Number, await ExportAsync(hub, ada, new AuditFilter()));
        Assert.Equal(2, (await RowsAsync(hub, bo, new AuditFilter { CaseNumber = receipt.Number })).Count);
    }

    [Fact]
    public async Task Entries_are_found_by_time_actor_kind_and_subject_and_paged_by_number()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var lin = await hub.HandlerAsync();
        var id = (await hub.FileAsync()).CaseId;
        hub.Time.Advance(TimeSpan.FromDays(10));
        await hub.Use<ClaimCase>().ExecuteAsync(lin, new ClaimCase.Request(id));
        var later = hub.Database.Now;
        hub.Time.Advance(TimeSpan.FromDays(10));
        await hub.FileAsync();

        Assert.Equal([JournalKind.Claimed], (await RowsAsync(hub, ada, new AuditFilter { From = later, Until = later + Duration.Epsilon * 1000 })).Select(r => r.Kind));
        Assert.Equal([JournalKind.Filed, JournalKind.Claimed], (await RowsAsync(hub, ada, new AuditFilter { From = later })).Select(r => r.Kind));
        Assert.Equal([JournalKind.Claimed], (await RowsAsync(hub, ada, new AuditFilter { ActorId = lin.Id })).Select(r => r.Kind));
        Assert.Equal(2, (await RowsAsync(hub, ada, new AuditFilter { Kind = JournalKind.Filed })).Count);
        var aboutLin = Assert.Single(await RowsAsync(hub, ada, new AuditFilter { Subject = nameof(StaffMember), SubjectId = lin.Id }));
        Assert.Equal("Lin Hua", aboutLin.SubjectName!.En);
        var all = await hub.JournalAsync();
        Assert.Equal(all.Select(j => j.Seq).Reverse(), (await RowsAsync(hub, ada, new AuditFilter(), size: 2)).Select(r => r.Seq));
        Assert.IsType<NotAllowed>((await hub.Use<ReadAudit>().ExecuteAsync(lin, new ReadAudit.Request(new AuditFilter()))).Failure);
    }

    [Fact]
    public async Task An_export_is_recorded_itself_and_holds_every_entry_before_it()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync("=cmd|' /C calc'!A0");
        for (var i = 0; i < 510; i++)
        {
            await hub.Use<RecordSignIn>().ExecuteAsync(Actor.Public, new RecordSignIn.Request(ada.Id, SignInOutcome.SignedIn));
        }

        var head = await hub.HeadAsync();
        var lines = (await ExportAsync(hub, ada, new AuditFilter())).Split("\r\n");

        Assert.StartsWith("\uFEFFnumber,time_utc,", lines[0]);
        Assert.Equal(head, lines.Length - 2);
        Assert.Contains(",'=cmd|' /C calc'!A0,", lines[1]);
        var entry = (await hub.JournalAsync(head)).Single();
        Assert.Equal((JournalKind.Exported, ada.Id), (entry.Kind, entry.ActorId));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49", "'+49")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"\n", "\"say \"\"no\"\"\n\"")]
    [InlineData("", "")]
    public void A_spreadsheet_shows_fields_and_never_calculates_them(string field, string written) =>
        Assert.Equal($",{written},\r\n", CsvLine.Of(["", field, null]));

    private static string Flat(IEnumerable<AuditRow> rows) =>
        string.Join('|', rows.Select(r => $"{r.ActorName} {r.Note} {string.Join(' ', r.Changes)}"));

    private static async Task<List<AuditRow>> RowsAsync(HubFixture hub, Actor actor, AuditFilter filter, int size = 100)
    {
        var rows = new List<AuditRow>();
        long? before = null;
        do
        {
            var page = (await hub.Use<ReadAudit>().ExecuteAsync(actor, new ReadAudit.Request(filter, before, size))).Value;
            rows.AddRange(page.Rows);
            before = page.Next;
        }
        while (before is not null);
        return rows;
    }

    private static async Task<string> ExportAsync(HubFixture hub, Actor actor, AuditFilter filter)
    {
        var export = (await hub.Use<ExportAudit>().ExecuteAsync(actor, new ExportAudit.Request(filter))).Value;
        var parts = new List<string>();
        await foreach (var line in export.Lines)
        {
            parts.Add(line);
        }

        return string.Concat(parts);
    }
}
