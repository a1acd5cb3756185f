using System.Data.Common;
using System.Diagnostics;

namespace FeedbackHub.Bench;

/// <summary>
/// The least the database can do for a case: the rows of one that the hub has filed, written again and again by prepared
/// statements into an empty hub of the same schema, each case in a durable transaction of its own.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private static readonly (string Table, string Case)[] Tables = [("Cases", "Id"), ("CasePromises", "CaseId"), ("Filings", "CaseId"), ("Journal", "CaseId")];

    private readonly DbConnection connection;
    private readonly List<DbCommand> commands = [];
    private long last;

    private BareLoop(DbConnection connection) => this.connection = connection;

    /// <summary>Takes the last case out of one hub as the pattern, and begins in another. <paramref name="texts"/> are those of the case.</summary>
    public static BareLoop Of(Company pattern, Company empty, IEnumerable<string> texts)
    {
        var loop = new BareLoop(empty.Open());
        using var source = pattern.Open();
        foreach (var (table, key) in Tables)
        {
            loop.Prepare(source, table, key);
        }

        loop.Prepare(empty.Engine.KeepWords, ("@words", empty.Engine.WordsOf(texts)));
        loop.Prepare(Count("case"));
        loop.Prepare(Count("journal"));
        loop.Prepare("""
            INSERT INTO "Tallies" ("Measure", "Bucket", "DepartmentId", "HandlerId", "Count") VALUES (2, @case / 1000, 1, 0, 1), (1, 1, 1, 0, 1), (5, @case / 1000, 1, 0, 1), (4, @case / 1000, 1, 0, 1)
            ON CONFLICT ("Measure", "Bucket", "DepartmentId", "HandlerId") DO UPDATE SET "Count" = "Tallies"."Count" + excluded."Count"
            """);
        return loop;

        static string Count(string name) =>
            $"""INSERT INTO "Counters" ("Name", "Value") VALUES ('{name}', 1) ON CONFLICT ("Name") DO UPDATE SET "Value" = "Counters"."Value" + 1 RETURNING "Value" """;
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
        foreach (var command in commands)
        {
            command.Transaction = transaction;
            foreach (DbParameter parameter in command.Parameters)
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

    /// <summary>One insert for each row that the pattern has in a table. What is empty there is left out.</summary>
    private void Prepare(DbConnection source, string table, string key)
    {
        using var select = source.CreateCommand();
        select.CommandText = $"""SELECT * FROM "{table}" WHERE "{key}" = (SELECT max("Id") FROM "Cases")""";
        using var reader = select.ExecuteReader();
        while (reader.Read())
        {
            var columns = Enumerable.Range(0, reader.FieldCount).Where(i => !reader.IsDBNull(i)).Select(i => (Name: reader.GetName(i), Value: reader.GetValue(i))).ToList();
            var values = columns.Select(c => c.Name == key ? "@case" : c.Name == "Seq" ? """(SELECT max("Seq") + 1 FROM "Journal")""" : $"@{c.Name}");
            Prepare(
                $"""INSERT INTO "{table}" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", values)})""",
                [.. columns.Where(c => c.Name != key && c.Name != "Seq").Select(c => ($"@{c.Name}", c.Value))]);
        }
    }

    private void Prepare(string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in sql.Contains("@case", StringComparison.Ordinal) ? [.. parameters, ("@case", 0L)] : parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        commands.Add(command);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        commands.ForEach(c => c.Dispose());
        connection.Dispose();
    }
}
