using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Faults;

/// <summary>
/// Compares what was promised with what is there: everything acknowledged is stored, once; nothing else is; and the database
/// agrees with itself. Nothing that it compares is read through the parts that it checks.
/// </summary>
internal sealed class Checker(HubFixture hub)
{
    private readonly List<string> faults = [];

    /// <summary>Fails where anything is amiss, naming all of it.</summary>
    public static async Task CheckAsync(HubFixture hub, Promised promised, params IEnumerable<LiveScreen> screens)
    {
        var checker = new Checker(hub);
        var head = await hub.HeadAsync();
        foreach (var screen in screens)
        {
            await screen.UntilAsync(head);
        }

        Assert.Empty(await checker.FaultsAsync(promised, [.. screens.Select(s => s.Told)]));
    }

    /// <summary>What is amiss.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(Promised promised, IReadOnlyList<IReadOnlyList<Hubs.CaseChanged>> screens)
    {
        faults.Clear();
        var cases = await hub.ReadAsync(db => db.Cases.Include(c => c.Promises).OrderBy(c => c.Id).ToListAsync());
        var journal = await hub.JournalAsync();
        CompareCases(promised, cases);
        await CompareMessagesAsync(promised);
        CompareJournal(cases, journal);
        await CompareCountersAsync(cases, journal);
        await CompareTalliesAsync(cases);
        await ComparePromisesAsync();
        await CompareWordsAsync(cases);
        for (var screen = 0; screen < screens.Count; screen++)
        {
            CompareScreen(screen, screens[screen], cases, journal);
        }

        if (!TestDatabase.IsPostgres)
        {
            await AskSqliteAsync();
        }

        return faults;
    }

    private void Must(bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }

    private void CompareCases(Promised promised, List<Case> cases)
    {
        var stored = cases.ToLookup(c => c.Description);
        foreach (var (number, text) in promised.Receipts)
        {
            Must(stored[text].Any(c => c.Number == number), $"lost: {number} “{text}”");
        }

        foreach (var same in stored)
        {
            Must(same.Count() == 1, $"doubled: “{same.Key}”");
            Must(promised.Filed.ContainsKey(same.Key), $"filed by nobody: “{same.Key}”");
        }

        Must(promised.Receipts.GroupBy(r => r.Number).All(g => g.Count() == 1), "a number was given twice");
    }

    private async Task CompareMessagesAsync(Promised promised)
    {
        var stored = (await hub.ReadAsync(db => db.Messages.Select(m => m.Text).ToListAsync())).ToLookup(t => t);
        foreach (var text in promised.Acknowledged)
        {
            Must(stored[text].Any(), $"message lost: “{text}”");
        }

        foreach (var same in stored)
        {
            Must(same.Count() == 1, $"message doubled: “{same.Key}”");
            Must(promised.Sent.ContainsKey(same.Key), $"message by nobody: “{same.Key}”");
        }
    }

    private void CompareJournal(List<Case> cases, List<JournalEntry> journal)
    {
        for (var i = 0; i < journal.Count; i++)
        {
            if (journal[i].Seq != i + 1)
            {
                faults.Add($"gap in the journal before {journal[i].Seq}");
                break;
            }
        }

        var filed = journal.Where(j => j.Kind == JournalKind.Filed).ToLookup(j => j.CaseId);
        foreach (var one in cases)
        {
            Must(filed[one.Id].Count() == 1, $"{one.Number} was filed {filed[one.Id].Count()} times by its journal");
            var last = journal.LastOrDefault(j => j.CaseId == one.Id);
            Must(last?.CaseVersion == one.Version && last.ToState == one.State, $"{one.Number} is not as its journal left it");
        }

        Must(filed.All(f => cases.Exists(c => c.Id == f.Key)), "the journal tells of a case that is not there");
    }

    private async Task CompareCountersAsync(List<Case> cases, List<JournalEntry> journal)
    {
        var counters = await hub.ReadAsync(db => db.Counters.ToDictionaryAsync(c => c.Name, c => c.Value));
        Must(counters["journal"] == journal.Count, $"the journal's counter stands at {counters["journal"]}");
        foreach (var year in cases.GroupBy(c => c.Number[3..7]))
        {
            // Dense as well: a number is given in the transaction of its case.
            Must(counters[$"case-{year.Key}"] == year.Count(), $"the counter of {year.Key} stands at {counters[$"case-{year.Key}"]}, and there are {year.Count()} cases");
        }
    }

    private async Task CompareTalliesAsync(List<Case> cases)
    {
        var counted = cases.SelectMany(c => TallyMark.Of(CaseImage.After(c))).CountBy(m => m).ToDictionary(m => m.Key, m => (long)m.Value);
        var kept = (await hub.ReadAsync(db => db.Tallies.ToListAsync())).ToDictionary(t => new TallyMark(t.Measure, t.Bucket, t.DepartmentId, t.HandlerId), t => t.Count);
        foreach (var mark in counted.Keys.Union(kept.Keys))
        {
            Must(counted.GetValueOrDefault(mark) == kept.GetValueOrDefault(mark), $"tally {mark}: {kept.GetValueOrDefault(mark)} kept, {counted.GetValueOrDefault(mark)} counted");
        }
    }

    /// <summary>A due time is what the journal's facts replay to.</summary>
    private Task ComparePromisesAsync() => hub.ReadAsync(async db =>
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        foreach (var one in await db.Cases.Include(c => c.Promises).ToListAsync())
        {
            await hub.Get<PromiseBook>().BringInLineAsync(db, one, [], CancellationToken.None);
        }

        db.ChangeTracker.DetectChanges();
        faults.AddRange(db.ChangeTracker.Entries().Where(e => e.State != EntityState.Unchanged).Select(e => $"promises do not replay: {e.DebugView.ShortView}"));
        return true;
    });

    private async Task CompareWordsAsync(List<Case> cases)
    {
        var column = TestDatabase.IsPostgres ? "\"CaseId\"" : "rowid";
#pragma warning disable EF1002 // one of the two names above
        var indexed = await hub.ReadAsync(db => db.Database.SqlQueryRaw<long>($"SELECT {column} AS \"Value\" FROM \"CaseWords\" ORDER BY 1").ToListAsync());
#pragma warning restore EF1002
        Must(indexed.SequenceEqual(cases.Select(c => c.Id)), "the search index holds other cases than there are");
    }

    private void CompareScreen(int screen, IReadOnlyList<Hubs.CaseChanged> told, List<Case> cases, List<JournalEntry> journal)
    {
        Must(
            told.Select(t => (t.Seq, t.CaseId)).SequenceEqual(journal.Where(j => j.CaseId is not null).Select(j => (j.Seq, j.CaseId!.Value))),
            $"live client {screen} was not told each entry once and in order");
        var shown = told.GroupBy(t => t.CaseId).OrderBy(g => g.Key).Select(g => (g.Key, g.Last().CaseVersion, g.Last().DepartmentId, g.Last().HandlerId));
        Must(
            shown.SequenceEqual(cases.Select(c => (c.Id, c.Version, (long?)c.DepartmentId, c.HandlerId))),
            $"live client {screen} shows something else than there is");
    }

    private async Task AskSqliteAsync()
    {
        await using var db = TestDatabase.Connection(hub.Storage, new());
        await db.OpenAsync();
        foreach (var question in (string[])["PRAGMA integrity_check", "PRAGMA foreign_key_check"])
        {
            await using var command = db.CreateCommand();
#pragma warning disable CA2100 // one of the two above
            command.CommandText = question;
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                Must(reader.GetString(0) == "ok", $"{question}: {reader.GetString(0)}");
            }
        }
    }
}
