using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using FeedbackHub.Core.Data.Postgres;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

/// <summary>
/// The same on PostgreSQL: the plan of every query of lists, search and pages. Reading a whole table is made dear, so that it is
/// planned only where there is no index; and an index that is read from end to end is no better, unless it holds but what is on a
/// desk, or finished, and is left after a page.
/// </summary>
[Trait("Database", "Postgres")]
public sealed class PostgresPlanTests(ITestOutputHelper output)
{
    private static readonly string[] Growing = ["Cases", "CaseWords", "CasePromises", "Messages", "Attachments", "Journal", "ReadMarks"];

    [Fact]
    public async Task No_list_count_search_or_page_reads_a_growing_table_as_a_whole()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "This is about PostgreSQL.");
        var listener = new Listener();
        await using var hub = await HubFixture.StartAsync(services => services.ConfigureDbContext<PostgresHubContext>(options => options.AddInterceptors(listener)));
        for (var i = 0; i < 30; i++)
        {
            await hub.FileAsync(f => f with { Description = $"退款 number {i}" });
        }

        var walked = await hub.ReadAsync(db => db.Database.SqlQuery<string>(
            $"""SELECT indexname::text AS "Value" FROM pg_indexes WHERE tablename = 'Cases' AND indexdef LIKE '%WHERE%OnDesk%'""").ToListAsync());
        Assert.True(walked.Count >= 12);
        walked.Add("IX_Cases_Major"); // holds the few major cases that have not ended
        var (wrong, asked) = (new HashSet<string>(), 0);
        foreach (var (name, actor) in await QueryPlanTests.ReadersAsync(hub))
        {
            foreach (var (what, read) in QueryPlanTests.Reads(hub, actor))
            {
                listener.Heard.Clear();
                await read();
                foreach (var (sql, parameters) in listener.Heard.ToList())
                {
                    asked++;
                    var plan = await PlanAsync(hub, sql, parameters);
                    var byWords = sql.Contains("blocks", StringComparison.Ordinal);
                    if (byWords && !plan.Exists(n => n.Index == "IX_CaseWords_Words"))
                    {
                        wrong.Add($"{name}: {what}: the words are not looked up in their index\n{sql}");
                    }

                    foreach (var node in plan)
                    {
                        if (!byWords && IsWrong(node, walked))
                        {
                            wrong.Add($"{name}: {what}: {node}\n{sql}");
                        }
                    }
                }
            }
        }

        output.WriteLine(string.Join("\n\n", wrong));
        Assert.True(asked > 300, $"Only {asked} queries were seen.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong steps\n{string.Join('\n', wrong)}");
    }

    private static bool IsWrong(Node node, List<string> walked) => node.Type switch
    {
        "Seq Scan" or "Parallel Seq Scan" => Growing.Contains(node.Table),
        "Index Scan" or "Index Only Scan" => Growing.Contains(node.Table) && !node.HasCondition && !walked.Contains(node.Index),
        "Bitmap Index Scan" => !node.HasCondition && !walked.Contains(node.Index),
        _ => false,
    };

    private static Task<List<Node>> PlanAsync(HubFixture hub, string sql, NpgsqlParameter[] parameters) => hub.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await using var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand();
        // A few cases are read by their ids as cheaply as by their words; many are not: so the ids are taken away from the search.
        var without = sql.Contains("blocks", StringComparison.Ordinal) ? """ALTER TABLE "CaseWords" DROP CONSTRAINT "CaseWords_pkey" """ : "";
        command.CommandText = $"SET LOCAL enable_seqscan = off; {without}";
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"EXPLAIN (FORMAT JSON) {sql}";
        command.Parameters.AddRange(parameters.Select(p => p.Clone()).ToArray());
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
        var nodes = new List<Node>();
        Gather(plan.RootElement[0].GetProperty("Plan"), nodes);
        return nodes;
    });

    private static void Gather(JsonElement plan, List<Node> nodes)
    {
        string Of(string name) => plan.TryGetProperty(name, out var value) ? value.GetString()! : "";

        // The last or first one of an index is found at its end, whatever lies before it.
        var isEnd = plan.TryGetProperty("Plans", out var parts) && Of("Node Type") == "Limit" && plan.GetProperty("Plan Rows").GetDouble() == 1;
        nodes.Add(new Node(Of("Node Type"), Of("Relation Name"), Of("Index Name"), Of("Index Cond").Length > 0));
        foreach (var part in parts.ValueKind == JsonValueKind.Array ? parts.EnumerateArray().ToArray() : [])
        {
            if (!isEnd || part.GetProperty("Node Type").GetString() != "Index Only Scan" || part.TryGetProperty("Filter", out _))
            {
                Gather(part, nodes);
            }
        }
    }

    private sealed record Node(string Type, string Table, string Index, bool HasCondition);

    private sealed class Listener : DbCommandInterceptor
    {
        public ConcurrentQueue<(string Sql, NpgsqlParameter[] Parameters)> Heard { get; } = new();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Heard.Enqueue((command.CommandText, [.. command.Parameters.Cast<NpgsqlParameter>().Select(p => p.Clone())]));
            return ValueTask.FromResult(result);
        }
    }
}
