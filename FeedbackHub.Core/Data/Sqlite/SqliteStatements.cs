using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>Statements of our own, straight to SQLite: EF Core's way to it costs several times what they do themselves.</summary>
internal static class SqliteStatements
{
    private static readonly ConcurrentDictionary<(string Format, int Values), string> Texts = new();

    /// <summary>The command of a text with so many parameters, <c>@p0</c> and so on, within the transaction of the context. Dispose it after use.</summary>
    public static SqliteCommand Command(HubContext db, string text, int values)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var command = connection is WriterConnection writer ? writer.Command(text) : new SqliteCommand(text, connection);
        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        while (command.Parameters.Count < values)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}") });
        }

        return command;
    }

    /// <summary>The command of a statement with its values in place.</summary>
    public static SqliteCommand Command(HubContext db, FormattableString statement)
    {
        var text = Texts.GetOrAdd((statement.Format, statement.ArgumentCount), key => string.Format(
            CultureInfo.InvariantCulture, key.Format, [.. Enumerable.Range(0, key.Values).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}"))]));
        var command = Command(db, text, statement.ArgumentCount);
        for (var i = 0; i < statement.ArgumentCount; i++)
        {
            command.Parameters[i].Value = statement.GetArgument(i) ?? DBNull.Value;
        }

        return command;
    }
}
