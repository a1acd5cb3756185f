using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace FeedbackHub.Bench;

/// <summary>
/// The least the database can do for a case: the rows of one that the hub has filed, written again and again by prepared
/// statements into an empty hub of the same schema, each case in a durable transaction of its own.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private static readonly (string Table, string Case)[] Tables = [("Cases", "Id"), ("CasePromises", "CaseId"), ("Filings", "CaseId"), ("Journal", "CaseId")];

    private readonly SqliteConnection connection;
    private readonly List<SqliteCommand> inserts = [];
    private readonly List<SqliteCommand> others = [];
    private long last;

    private BareLoop(SqliteConnection connection) => this.connection = connection;

    /// <summary>Takes the last case out of one hub as the pattern, and begins in another.</summary>
    public static BareLoop Of(string pattern, string empty)
    {
        var loop = new BareLoop(new SqliteConnection($"Data Source={empty};Pooling=False"));
        loop.connection.Open();
        loop.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
        using var source = new SqliteConnection($"Data Source={pattern};Pooling=False");
        source.Open();
        foreach (var (table, key) in Tables)
        {
            loop.Prepare(source, table, key);
        }

        loop.others.Add(loop.Prepared("""INSERT INTO "CaseWords" (rowid, "Words") VALUES (@case, @words)""", ("@words", IntakeBench.Description.ToUpperInvariant())));
        loop.others.Add(loop.Prepared("""UPDATE "Counters" SET "Value" = "Value" + 1 RETURNING "Value" """));
        loop.others.Add(loop.Prepared("""
            INSERT INTO "Tallies" ("Measure", "Bucket", "DepartmentId", "HandlerId", "Count") VALUES (2, @case / 1000, 1, 0, 1), (1, 1, 1, 0, 1), (5, @case / 1000, 1, 0, 1), (4, @case / 1000, 1, 0, 1)
            ON CONFLICT ("Measure", "Bucket", "DepartmentId", "HandlerId") DO UPDATE SET "Count" = "Tallies"."Count" + excluded."Count"
            """));
        return loop;
    }

    /// <summary>Writes for so long; answers cases a second.</summary>
    public double Write(TimeSpan duration)
    {
        var (clock, begun) = (Stopwatch.StartNew(), last);
        while (clock.Elapsed < duration)
        {
            WriteOne(1_000_000_000 + ++last);
        }

        return (last - begun) / clock.Elapsed.TotalSeconds;
    }

    private void WriteOne(long id)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var command in inserts.Concat(others))
        {
            command.Transaction = transaction;
            foreach (SqliteParameter parameter in command.Parameters)
            {
                parameter.Value = parameter.ParameterName switch
                {
                    "@case" => id,
                    "@Number" => $"FH-{id}",
                    "@Key" => Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray(),
                    _ => parameter.Value,
                };
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>One insert for each row that the pattern has in a table.</summary>
    private void Prepare(SqliteConnection source, string table, string key)
    {
        using var select = source.CreateCommand();
        select.CommandText = $"""SELECT * FROM "{table}" WHERE "{key}" = (SELECT max("Id") FROM "Cases")""";
        using var reader = select.ExecuteReader();
        while (reader.Read())
        {
            var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
            var names = columns.Select(c => c == key ? "@case" : c == "Seq" ? """(SELECT max("Seq") + 1 FROM "Journal")""" : $"@{c}").ToList();
            var command = Prepared(
                $"""INSERT INTO "{table}" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", names)})""",
                [.. names.Select((name, i) => (name, reader.GetValue(i))).Where(p => p.name.StartsWith('@') && p.name != "@case")]);
            inserts.Add(command);
        }
    }

    private SqliteCommand Prepared(string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        if (sql.Contains("@case", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue("@case", 0L);
        }

        command.Prepare();
        return command;
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        inserts.Concat(others).ToList().ForEach(c => c.Dispose());
        connection.Dispose();
    }
}
