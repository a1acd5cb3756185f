using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>Lets EF Core, which makes a new command for each execution, use the one that <see cref="WriterConnection"/> has prepared.</summary>
internal sealed class PreparedStatements : DbCommandInterceptor
{
    public static PreparedStatements Instance { get; } = new();

    /// <summary>Puts the command that is prepared already in place of the new one; its values move over.</summary>
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result is not SqliteCommand { Connection: WriterConnection writer } made || !made.CommandText.Contains('@', StringComparison.Ordinal))
        {
            return result; // savepoints and the like
        }

        var prepared = writer.Command(made.CommandText);
        prepared.Transaction = made.Transaction;
        prepared.CommandTimeout = made.CommandTimeout;
        prepared.Parameters.Clear();
        while (made.Parameters.Count > 0)
        {
            var parameter = made.Parameters[0];
            made.Parameters.RemoveAt(0);
            prepared.Parameters.Add(parameter);
        }

        made.Dispose();
        return prepared;
    }
}
