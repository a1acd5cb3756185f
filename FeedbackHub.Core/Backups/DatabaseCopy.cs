using System.Data.Common;
using System.Globalization;

namespace FeedbackHub.Core.Backups;

/// <summary>Copies a whole database out and in again: what SQLite and PostgreSQL do each in their own way.</summary>
internal abstract class DatabaseCopy
{
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
    public abstract Task PutAsync(string file, DatabaseContent expected, CancellationToken cancel);

    /// <summary>Counts what a database holds, in whatever transaction the connection is.</summary>
    protected static async Task<DatabaseContent> CountAsync(DbConnection connection, string tablesQuery, CancellationToken cancel)
    {
        var tables = await ColumnAsync(connection, tablesQuery, cancel);
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
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
        };
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
