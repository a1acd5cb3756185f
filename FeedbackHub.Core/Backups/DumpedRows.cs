using System.Globalization;

namespace FeedbackHub.Core.Backups;

/// <summary>Counts the rows of a dump as pg_restore prints them: one line a row between <c>COPY … FROM stdin;</c> and <c>\.</c>.</summary>
internal sealed class DumpedRows
{
    private readonly SortedDictionary<string, long> rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> attachments = [];
    private readonly HashSet<string> contents = [];
    private readonly SortedSet<string> migrations = new(StringComparer.Ordinal);
    private long head;
    private string? table;
    private List<string> columns = [];

    /// <summary>What was counted.</summary>
    public DatabaseContent Content => new([.. migrations], head, rows) { Attachments = attachments, Contents = contents };

    /// <summary>Takes the next line.</summary>
    public void Take(string line)
    {
        if (table is null)
        {
            Begin(line);
        }
        else if (line == "\\.")
        {
            table = null;
        }
        else
        {
            rows[table]++;
            TakeRow(line.Split('\t'));
        }
    }

    private void Begin(string line)
    {
        const string start = "COPY public.";
        if (line.StartsWith(start, StringComparison.Ordinal) && line.EndsWith(") FROM stdin;", StringComparison.Ordinal))
        {
            var named = line[start.Length..].Split(" (", 2);
            table = named[0].Trim('"');
            columns = [.. named[1][..named[1].IndexOf(')', StringComparison.Ordinal)].Split(", ").Select(c => c.Trim('"'))];
            rows.TryAdd(table, 0);
        }
    }

    private void TakeRow(string[] values)
    {
        switch (table)
        {
            case "Journal":
                head = Math.Max(head, long.Parse(values[columns.IndexOf("Seq")], CultureInfo.InvariantCulture));
                break;
            case "Attachments":
                attachments.Add(values[columns.IndexOf("Sha256")]);
                break;
            case "StoredContents":
                contents.Add(values[columns.IndexOf("Sha256")]);
                break;
            case "__EFMigrationsHistory":
                migrations.Add(values[columns.IndexOf("MigrationId")]);
                break;
        }
    }
}
