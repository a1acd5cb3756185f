using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Data.Sqlite;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

/// <summary>No list may read the whole table, or sort what an index could give in order: the plan of every query is asked for.</summary>
[Trait("Database", "Sqlite")]
public partial class QueryPlanTests(ITestOutputHelper output)
{
    [Fact]
    public async Task No_list_count_search_or_page_scans_the_cases_or_sorts_them()
    {
        var listener = new SqlListener();
        await using var hub = await HubFixture.StartAsync(services => ListenWith(services, listener));
        var wrong = new List<string>();
        var asked = 0;
        for (var i = 0; i < 5; i++)
        {
            await hub.FileAsync(f => f with { Description = $"退款 number {i}" });
        }

        var walked = await hub.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'index' AND tbl_name = 'Cases' AND sql LIKE '%WHERE%OnDesk%'").ToListAsync());
        Assert.True(walked.Count >= 12);
        foreach (var (name, actor) in await ReadersAsync(hub))
        {
            foreach (var (what, read) in Reads(hub, actor))
            {
                listener.Heard.Clear();
                await read();
                foreach (var query in listener.Heard.ToList())
                {
                    asked++;
                    var plan = await PlanAsync(hub, query);
                    output.WriteLine($"{name}: {what}\n{string.Join('\n', plan.Select(p => p.Detail))}\n");
                    wrong.AddRange(plan.Where(step => IsWrong(step, plan, query, walked)).Select(step => $"{name}: {what}: {step.Detail}\n{query}"));
                }
            }
        }

        Assert.True(asked > 500, $"Only {asked} queries were seen.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong steps\n{string.Join('\n', wrong.Distinct())}");
    }

    /// <summary>How many queries each page may ask, whatever is in the hub. Whoever needs one more says so here, and why.</summary>
    [Fact]
    public async Task No_page_asks_more_queries_than_stated()
    {
        var listener = new SqlListener();
        await using var hub = await HubFixture.StartAsync(services => ListenWith(services, listener));
        var supervisor = await hub.SupervisorAsync();
        var filed = await hub.FileAsync();
        for (var i = 0; i < 5; i++)
        {
            await hub.FileAsync();
        }

        await hub.Use<AddNote>().ExecuteAsync(await hub.HandlerAsync(), new((await hub.FileAsync()).CaseId, "saidlater"));
        var customer = (await hub.Use<FindTrackedCase>().ExecuteAsync(Actor.Public, new(filed.Number, filed.Code))).Value;
        var pages = new (string Page, int Stated, Func<Task> Read)[]
        {
            ("queue: rows", 2, () => hub.Use<ListQueue>().ExecuteAsync(supervisor, new ListQueue.Request(new QueueFilter { View = QueueView.All }))),
            ("queue: counts of the views", 9, () => hub.Use<CountViews>().ExecuteAsync(supervisor, new CountViews.Request())),
            // The matching ids; the texts by which they are ranked; the rows that are shown; and messages, where the words are in these.
            ("search", 3, () => hub.Use<ListQueue>().ExecuteAsync(supervisor, new ListQueue.Request(new QueueFilter { Words = "kettle" }))),
            ("search in messages", 4, () => hub.Use<ListQueue>().ExecuteAsync(supervisor, new ListQueue.Request(new QueueFilter { Words = "saidlater" }))),
            ("case: record", 5, () => hub.Use<ReadCase>().ExecuteAsync(supervisor, new ReadCase.Request(filed.CaseId))),
            ("case: timeline", 5, () => hub.Use<ReadTimeline>().ExecuteAsync(supervisor, new ReadTimeline.Request(filed.CaseId))),
            ("track page", 5, () => hub.Use<ReadTrackedCase>().ExecuteAsync(customer, new(filed.CaseId))),
            ("service commitment", 5, () => hub.Use<ReadCommitment>().ExecuteAsync(Actor.Public, new())),
            ("promises ahead", 6, () => hub.Use<ReadOutlook>().ExecuteAsync(supervisor, new())),
            ("promises broken", 2, () => hub.Use<ListBreached>().ExecuteAsync(supervisor, new())),
            ("dashboard", 9, () => hub.Use<ReadDashboard>().ExecuteAsync(supervisor, new())),
        };
        var wrong = new List<string>();
        foreach (var (page, stated, read) in pages)
        {
            listener.Heard.Clear();
            await read();
            if (listener.Heard.Count != stated)
            {
                wrong.Add($"{page}: {listener.Heard.Count} queries instead of {stated}\n{string.Join("\n", listener.Heard)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    /// <summary>
    /// Wrong is to read all cases, unless in the order of an index that holds only what is on a desk, or only what is
    /// finished (such a walk stops after a page); and to sort cases. Sorting the page itself does no harm, nor does sorting what is on a
    /// desk and due, or was decided, between two instants, which does not grow with the table.
    /// </summary>
    private static bool IsWrong(Step step, List<Step> plan, string query, List<string> walked)
    {
        if (AsksNothing().IsMatch(query))
        {
            return false;
        }

        var aliases = CasesAs().Matches(query).Select(m => m.Groups[1].Value).ToHashSet();
        bool ReadsCases(Step s) => s.Detail.Split(' ') is [("SCAN" or "SEARCH"), var alias, ..] && aliases.Contains(alias);
        if (step.Detail.StartsWith("SCAN CaseWords", StringComparison.Ordinal) || MessagesAs().Matches(query).Any(m => step.Detail.StartsWith($"SCAN {m.Groups[1].Value}", StringComparison.Ordinal)))
        {
            // The index of words is asked by M for MATCH, and by = < > for ids; in its own order, which costs no sorting.
            return !WordsAsked().IsMatch(step.Detail);
        }

        return (ReadsCases(step) && step.Detail.StartsWith("SCAN", StringComparison.Ordinal) && !walked.Exists(i => step.Detail.Contains($" {i}", StringComparison.Ordinal)))
            || (step.Detail.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal) && plan.Exists(s => s.Parent == step.Parent && ReadsCases(s) && !BetweenInstants().IsMatch(s.Detail) && !Few.Any(few => s.Detail.Contains(few, StringComparison.Ordinal))));
    }

    /// <summary>Indexes, or spans of them, that hold few cases however many there are: what is due soon, handed over and not accepted, major and not ended.</summary>
    private static readonly string[] Few =
        ["IX_Cases_DueAt (DueAt>? AND DueAt<?)", "IX_Cases_ResponsibleDepartmentId_QueueOrder_Id (ResponsibleDepartmentId=?", "IX_Cases_Major (Severity=?"];

    [GeneratedRegex("(?:FROM|JOIN) \"Cases\" AS \"(\\w+)\"")]
    private static partial Regex CasesAs();

    /// <summary>What is asked for an empty list of ids is answered without a look, whatever the plan says.</summary>
    [GeneratedRegex(@"WHERE 0(\s|$)")]
    private static partial Regex AsksNothing();

    [GeneratedRegex(@"IX_Cases_(DueAt|DecidedAt) \((DueAt|DecidedAt)>\? AND \2<\?\)$")]
    private static partial Regex BetweenInstants();

    [GeneratedRegex("(?:FROM|JOIN) \"Messages\" AS \"(\\w+)\"")]
    private static partial Regex MessagesAs();

    [GeneratedRegex(@"^SCAN CaseWords VIRTUAL TABLE INDEX \d+:\S*M")]
    private static partial Regex WordsAsked();

    internal static async Task<List<(string Name, Actor Actor)>> ReadersAsync(HubFixture hub)
    {
        var (second, third) = (await hub.DepartmentAsync("Second"), await hub.DepartmentAsync("Third"));
        return
        [
            ("handler, 1 department", await hub.HandlerAsync("One")),
            ("handler, 3 departments", await hub.HandlerAsync("Three", hub.FirstDepartment, second, third)),
            ("supervisor", await hub.SupervisorAsync()),
            ("program", Actor.Program(1, "Wallboard", ApiScopes.Read, [second])),
        ];
    }

    internal static IEnumerable<(string What, Func<Task> Read)> Reads(HubFixture hub, Actor actor)
    {
        foreach (var view in Enum.GetValues<QueueView>())
        {
            foreach (var sort in Enum.GetValues<QueueSort>())
            {
                foreach (var after in new QueuePlace?[] { null, new QueuePlace(5, 5) })
                {
                    var filter = new QueueFilter { View = view, Sort = sort };
                    yield return ($"{view} by {sort}{(after is null ? "" : ", later page")}", () => hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(filter, after)));
                }
            }
        }

        yield return ("by department", () => hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(new QueueFilter { View = QueueView.All, DepartmentId = 1 })));
        yield return ("by handler", () => hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(new QueueFilter { View = QueueView.All, HandlerId = 1 })));
        foreach (var words in new[] { "退款 123", "退", "number 退款", "num", "nothing", new string('n', 30), "FH-2026-000002" })
        {
            var search = new QueueFilter { Words = words };
            yield return ($"search {words}", () => hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(search)));
            yield return ($"search {words}, the window again", () => hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(search, new QueuePlace((2 * 256) + 4, 9, 20))));
            yield return ($"search {words}, rows", () => hub.Use<ReadQueueRows>().ExecuteAsync(actor, new ReadQueueRows.Request(search, [1, 2, 3])));
        }

        yield return ("counts", () => hub.Use<CountViews>().ExecuteAsync(actor, new CountViews.Request()));
        yield return ("rows", () => hub.Use<ReadQueueRows>().ExecuteAsync(actor, new ReadQueueRows.Request(new QueueFilter { View = QueueView.All }, [1, 2, 3])));
        yield return ("case", () => hub.Use<ReadCase>().ExecuteAsync(actor, new ReadCase.Request(1)));
        foreach (var department in (long?[])[null, 1])
        {
            yield return ($"promises ahead {department}", () => hub.Use<ReadOutlook>().ExecuteAsync(actor, new(department)));
            yield return ($"promises broken {department}", () => hub.Use<ListBreached>().ExecuteAsync(actor, new(department)));
            yield return ($"promises broken {department}, later page", () => hub.Use<ListBreached>().ExecuteAsync(actor, new(department, new BreachedPlace(hub.Database.Now, 3))));
        }

        yield return ("service commitment", () => hub.Use<ReadCommitment>().ExecuteAsync(Actor.Public, new()));
        yield return ("timeline", () => hub.Use<ReadTimeline>().ExecuteAsync(actor, new ReadTimeline.Request(1)));
    }

    private static void ListenWith(IServiceCollection services, SqlListener listener)
    {
        var storage = (StorageOptions)services.Single(s => s.ServiceType == typeof(StorageOptions)).ImplementationInstance!;
        services.RemoveAll<IDbContextFactory<HubContext>>();
        services.AddSingleton<IDbContextFactory<HubContext>>(_ => new ListeningContexts(storage, listener));
    }

    private static Task<List<Step>> PlanAsync(HubFixture hub, string sql) => hub.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        var steps = new List<Step>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            steps.Add(new Step(reader.GetInt32(1), reader.GetString(3)));
        }

        return steps;
    });

    private sealed record Step(int Parent, string Detail);

    private sealed class ListeningContexts(StorageOptions storage, SqlListener listener) : IDbContextFactory<HubContext>
    {
        public HubContext CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<SqliteHubContext>();
            SqliteStorage.Configure(options, storage);
            return new SqliteHubContext(options.AddInterceptors(listener).Options);
        }
    }

    private sealed class SqlListener : DbCommandInterceptor
    {
        public ConcurrentQueue<string> Heard { get; } = new();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Heard.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
