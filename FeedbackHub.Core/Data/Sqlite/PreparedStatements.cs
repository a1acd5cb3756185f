using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>
/// Keeps the statements of one connection prepared. EF Core makes a new command for each execution, and SQLite compiles it each
/// time, with all indexes and triggers of its table: for the dozen statements of a change that took as long as running them.
/// Used by one writer at a time.
/// </summary>
internal sealed class PreparedStatements : DbCommandInterceptor, IDisposable
{
    private const int Most = 200;
    private readonly Dictionary<string, Prepared> kept = [];

    /// <summary>Puts the command that is prepared already in place of the new one; its values move over.</summary>
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result is not SqliteCommand made || made.Connection is null || !made.CommandText.Contains('@', StringComparison.Ordinal))
        {
            return result; // savepoints and the like
        }

        if (!kept.TryGetValue(made.CommandText, out var prepared))
        {
            if (kept.Count >= Most)
            {
                return result;
            }

            kept.Add(made.CommandText, prepared = new Prepared { CommandText = made.CommandText, Connection = made.Connection });
        }

        return prepared.TakeOver(made) ? prepared : result;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var prepared in kept.Values)
        {
            prepared.End();
        }

        kept.Clear();
    }

    private sealed class Prepared : SqliteCommand
    {
        private bool inUse;
        private bool over;

        /// <summary>False while a reader is open on it.</summary>
        public bool TakeOver(SqliteCommand made)
        {
            if (inUse)
            {
                return false;
            }

            inUse = true;
            Transaction = made.Transaction;
            CommandTimeout = made.CommandTimeout;
            Parameters.Clear();
            while (made.Parameters.Count > 0)
            {
                var parameter = made.Parameters[0];
                made.Parameters.RemoveAt(0);
                Parameters.Add(parameter);
            }

            made.Dispose();
            return true;
        }

        /// <summary>Ends it for good.</summary>
        public void End()
        {
            over = true;
            Dispose();
        }

        /// <summary>Whoever has executed it gives it back.</summary>
        protected override void Dispose(bool disposing)
        {
            inUse = false;
            if (over)
            {
                base.Dispose(disposing);
            }
        }
    }
}
