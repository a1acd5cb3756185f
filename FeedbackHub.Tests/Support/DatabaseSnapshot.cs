using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Tests.Support;

/// <summary>Every row of every table as the database holds it (the search index by its words, not its inner tables), read without the model, so that nothing the model does not know escapes.</summary>
internal sealed class DatabaseSnapshot
{
    private readonly Dictionary<string, Dictionary<long, IReadOnlyDictionary<string, object?>>> tables = [];

    /// <summary>The names of the tables.</summary>
    public IEnumerable<string> Tables => tables.Keys;

    /// <summary>The rows of a table by their row id.</summary>
    public IReadOnlyDictionary<long, IReadOnlyDictionary<string, object?>> this[string table] => tables[table];

    public static Task<DatabaseSnapshot> OfAsync(HubFixture hub) => hub.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var snapshot = new DatabaseSnapshot();
        var names = new List<string>();
        var all = TestDatabase.IsPostgres
            ? "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'CaseWords_%'";
        await ForEachAsync(connection, all, row => names.Add(row.GetString(0)));
        foreach (var name in names)
        {
            var rows = snapshot.tables[name] = [];
            var keys = KeysOf(db, name);
            await ForEachAsync(connection, $"SELECT {(keys.Length == 0 ? "rowid AS __row, " : "")}* FROM \"{name}\"", row =>
            {
                var columns = Enumerable.Range(0, row.FieldCount).ToDictionary(row.GetName, i => Plain(row.GetValue(i)));
                columns.Remove("__row", out var rowId);
                rows[keys.Length == 0 ? long.Parse((string)rowId!, CultureInfo.InvariantCulture) : KeyOf(keys, columns)] = columns;
            });
        }

        return snapshot;
    });

    /// <summary>What differs, one line a field or row: <c>Cases 3 State: 1 → 4</c>.</summary>
    public static List<Difference> Differences(DatabaseSnapshot before, DatabaseSnapshot after)
    {
        var found = new List<Difference>();
        foreach (var table in after.Tables)
        {
            foreach (var id in before[table].Keys.Union(after[table].Keys).Order())
            {
                var was = before[table].GetValueOrDefault(id);
                var now = after[table].GetValueOrDefault(id);
                foreach (var column in (was ?? now)!.Keys)
                {
                    var (from, to) = (was?[column], now?[column]);
                    if (was is null || now is null || !Equals(from, to))
                    {
                        found.Add(new Difference(table, id, column, from, to, was is null));
                    }
                }
            }
        }

        return found;
    }

    /// <summary>The columns that tell its rows apart; none where that is SQLite's row id.</summary>
    private static string[] KeysOf(HubContext db, string table) => table switch
    {
        "CaseWords" => TestDatabase.IsPostgres ? ["CaseId"] : [],
        "__EFMigrationsHistory" => ["MigrationId"],
        "__EFMigrationsLock" => ["Id"],
        _ => [.. db.Model.GetEntityTypes().Single(e => e.GetTableName() == table).FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())],
    };

    /// <summary>The key as a number: a numeric one as it is, others by a digest.</summary>
    private static long KeyOf(string[] keys, Dictionary<string, object?> columns) =>
        keys is [var only] && long.TryParse((string)columns[only]!, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', keys.Select(k => columns[k])))));

    private static async Task ForEachAsync(DbConnection connection, string sql, Action<DbDataReader> row)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            row(reader);
        }
    }

    private static object? Plain(object value) => value switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

/// <summary>One column of one row that differs.</summary>
internal sealed record Difference(string Table, long Row, string Column, object? From, object? To, bool IsNewRow);
