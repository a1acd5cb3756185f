using System.Data.Common;
using System.Globalization;

namespace FeedbackHub.Core.Backups;

/// <summary>Copies a whole database out and in again: what SQLite and PostgreSQL do each in their own way.</summary>
internal abstract class DatabaseCopy
{
    /// <summary>Goes with the keys, and not with the rows.</summary>
    protected const string SecretsTable = "SharedSecrets";

    /// <summary>Who is at work just now means nothing in a copy.</summary>
    protected const string LeasesTable = "Leases";

    /// <summary>True where the copy is packed already, so that packing it again is of no use.</summary>
    public abstract bool IsPacked { get; }

    /// <summary>Copies the database, as it stands at one moment, into a file. The hub may write meanwhile.</summary>
    /// <exception cref="BackupRefusedException">There is none, or it cannot be copied.</exception>
    public abstract Task<DatabaseContent> TakeAsync(string file, Action<BackupStep> progress, CancellationToken cancel);

    /// <summary>Reads a copy through, without putting it anywhere.</summary>
    /// <exception cref="BackupRefusedException">It is damaged.</exception>
    public abstract Task<DatabaseContent> ReadAsync(string file, CancellationToken cancel);

    /// <summary>Why the place is not empty; null where it is.</summary>
    public abstract Task<string?> OccupiedAsync(CancellationToken cancel);

    /// <summary>Puts a copy into the empty place, as a whole or not at all, and answers what is there then.</summary>
    /// <param name="file">The copy, which may be moved.</param>
    /// <param name="expected">What must be there then; anything else is taken away again.</param>
    /// <param name="secrets">Secrets that lay in the database.</param>
    /// <param name="cancel">Stops it.</param>
    public abstract Task PutAsync(string file, DatabaseContent expected, IReadOnlyDictionary<string, string> secrets, CancellationToken cancel);

    /// <summary>Counts what a database holds, in whatever transaction the connection is.</summary>
    protected static async Task<DatabaseContent> CountAsync(DbConnection connection, string tablesQuery, CancellationToken cancel)
    {
        var tables = await ColumnAsync(connection, tablesQuery, cancel);
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables.Where(t => t is not SecretsTable and not LeasesTable))
        {
            rows[table] = long.Parse((await ColumnAsync(connection, $"SELECT count(*) FROM \"{table}\"", cancel))[0], CultureInfo.InvariantCulture);
        }

        if (!rows.ContainsKey("Journal") || !rows.ContainsKey("__EFMigrationsHistory"))
        {
            throw new BackupRefusedException("The database holds no tables of FeedbackHub.");
        }

        return new DatabaseContent(
            await ColumnAsync(connection, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY \"MigrationId\"", cancel),
            long.Parse((await ColumnAsync(connection, "SELECT coalesce(max(\"Seq\"), 0) FROM \"Journal\"", cancel))[0], CultureInfo.InvariantCulture),
            rows)
        {
            Attachments = (await ColumnAsync(connection, "SELECT DISTINCT \"Sha256\" FROM \"Attachments\"", cancel)).ToHashSet(),
            Contents = tables.Contains("StoredContents") ? (await ColumnAsync(connection, "SELECT \"Sha256\" FROM \"StoredContents\"", cancel)).ToHashSet() : [],
            Secrets = tables.Contains(SecretsTable) ? await SecretsAsync(connection, cancel) : [],
        };
    }

    /// <summary>Puts secrets where they were.</summary>
    protected static async Task AddSecretsAsync(DbConnection connection, IReadOnlyDictionary<string, string> secrets, CancellationToken cancel)
    {
        foreach (var (name, value) in secrets)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO \"{SecretsTable}\" (\"Name\", \"Value\") VALUES (@name, @value)";
            Add(command, "name", name);
            Add(command, "value", value);
            await command.ExecuteNonQueryAsync(cancel);
        }

        static void Add(DbCommand command, string name, string value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    private static async Task<Dictionary<string, string>> SecretsAsync(DbConnection connection, CancellationToken cancel)
    {
        var names = await ColumnAsync(connection, $"SELECT \"Name\" FROM \"{SecretsTable}\" ORDER BY \"Name\"", cancel);
        var values = await ColumnAsync(connection, $"SELECT \"Value\" FROM \"{SecretsTable}\" ORDER BY \"Name\"", cancel);
        return names.Zip(values).ToDictionary(s => s.First, s => s.Second);
    }

    /// <summary>The first column of what a query finds, as text.</summary>
    protected static async Task<List<string>> ColumnAsync(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            found.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return found;
    }
}
