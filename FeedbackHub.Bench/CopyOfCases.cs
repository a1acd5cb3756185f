using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FeedbackHub.Bench;

/// <summary>Rows that a SQLite in memory makes, streamed into PostgreSQL by COPY: both databases hold the very same cases.</summary>
internal sealed class CopyOfCases : IDisposable
{
    private const int Buffer = 1 << 16;

    private readonly SqliteConnection source = new("Data Source=:memory:");
    private readonly NpgsqlConnection target;
    private readonly string with;

    /// <summary>Into a database, rows over these common tables.</summary>
    public CopyOfCases(NpgsqlConnection target, string with)
    {
        (this.target, this.with) = (target, with);
        source.Open();
    }

    /// <summary>Fills a table.</summary>
    public async Task FillAsync(string table, string columns, string select)
    {
        await using var command = source.CreateCommand();
        command.CommandText = $"{with} {select}";
        await using var reader = await command.ExecuteReaderAsync();
        await using var copy = await target.BeginTextImportAsync($"COPY \"{table}\" ({columns}) FROM STDIN");
        var text = new StringBuilder();
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                text.Append(i == 0 ? "" : "\t").Append(Field(reader.GetValue(i)));
            }

            text.Append('\n');
            if (text.Length >= Buffer)
            {
                await copy.WriteAsync(text);
                text.Clear();
            }
        }

        await copy.WriteAsync(text);
    }

    /// <summary>As COPY reads it. No text of these cases holds a tab, a line's end or a backslash.</summary>
    private static string Field(object value) => value switch
    {
        DBNull => "\\N",
        byte[] bytes => $"\\\\x{Convert.ToHexString(bytes)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <inheritdoc />
    public void Dispose() => source.Dispose();
}
