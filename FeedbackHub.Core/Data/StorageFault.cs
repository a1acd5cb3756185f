using Microsoft.Data.Sqlite;
using Npgsql;

namespace FeedbackHub.Core.Data;

/// <summary>
/// Tells what the hub stands on failing (database away or locked, disk full) from faults of its own: the one passes by itself
/// and whoever asked is told to come back, the other is a bug.
/// </summary>
public static class StorageFault
{
    /// <summary>After how long another try makes sense.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    /// <summary>EIO, ENOSPC, EROFS, EDQUOT; and on Windows a full disk.</summary>
    private static readonly int[] DiskErrors = [5, 28, 30, 122, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    /// <summary>True where storage failed, however deep it is wrapped. Nothing that was asked for counts as done then.</summary>
    public static bool IsOne(Exception? problem) => problem switch
    {
        null => false,
        TransactionLostException => true,
        // Connection, rollback by the server, resources (disk full, too many connections), shutting down, its own disk, a stand-in that only reads.
        PostgresException p => p.SqlState[..2] is "08" or "40" or "53" or "57" or "58" || p.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException => true,
        // SQLITE_BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL
        SqliteException s => s.SqliteErrorCode is 5 or 6 or 7 or 8 or 10 or 13 or 14 or 15,
        IOException io when Array.IndexOf(DiskErrors, io.HResult) >= 0 => true,
        _ => IsOne(problem.InnerException),
    };
}

/// <summary>A transaction ended before it was durable, and with it all that several writers had done in it.</summary>
public sealed class TransactionLostException(string message, Exception cause) : Exception(message, cause);
