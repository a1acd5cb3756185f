using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeedbackHub.Core.Backups;

/// <summary>SQLite by its online backup: a snapshot is read while the hub goes on writing.</summary>
internal sealed class SqliteCopy(StorageOptions storage) : DatabaseCopy
{
    private const int PagesAtOnce = 2048;

    // The inner tables of the search index count what its outer one counts.
    private const string TablesQuery = """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
        AND name NOT LIKE 'CaseWords~_%' ESCAPE '~' AND name <> '__EFMigrationsLock'
        """;

    public override bool IsPacked => false;

    public override async Task<DatabaseContent> TakeAsync(string file, Action<BackupStep> progress, CancellationToken cancel)
    {
        if (!File.Exists(storage.Database))
        {
            throw new BackupRefusedException($"There is no database at {Path.GetFullPath(storage.Database)}.");
        }

        await using (var source = await OpenAsync(storage.Database, SqliteOpenMode.ReadWrite, cancel))
        await using (var target = await OpenAsync(file, SqliteOpenMode.ReadWriteCreate, cancel))
        {
            await ColumnAsync(target, "PRAGMA synchronous=OFF", cancel);

            // One snapshot, held to the end: without it every write meanwhile would make the copy begin anew.
            await ColumnAsync(source, "BEGIN", cancel);
            await ColumnAsync(source, "SELECT count(*) FROM sqlite_master", cancel);
            Copy(source, target, progress, cancel);
        }

        await using var copy = await OpenAsync(file, SqliteOpenMode.ReadWrite, cancel);
        await ColumnAsync(copy, "PRAGMA journal_mode=DELETE", cancel);
        var content = await CountAsync(copy, TablesQuery, cancel);
        if (content.Secrets.Count > 0)
        {
            await ColumnAsync(copy, "PRAGMA secure_delete=ON", cancel);
            await ColumnAsync(copy, $"DELETE FROM \"{SecretsTable}\"", cancel);
        }

        return content;
    }

    public override async Task<DatabaseContent> ReadAsync(string file, CancellationToken cancel)
    {
        try
        {
            await using var copy = await OpenAsync(file, SqliteOpenMode.ReadWrite, cancel);
            var state = await ColumnAsync(copy, "PRAGMA integrity_check(1)", cancel);
            return state is ["ok"] ? await CountAsync(copy, TablesQuery, cancel) : throw new BackupRefusedException($"The database is damaged: {state[0]}");
        }
        catch (SqliteException problem)
        {
            throw new BackupRefusedException($"The database is damaged: {problem.Message}", problem);
        }
    }

    public override Task<string?> OccupiedAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>The file has been read through where it lies: putting it in its place is one step.</summary>
    public override async Task PutAsync(string file, DatabaseContent expected, IReadOnlyDictionary<string, string> secrets, CancellationToken cancel)
    {
        await using (var copy = await OpenAsync(file, SqliteOpenMode.ReadWrite, cancel))
        {
            await AddSecretsAsync(copy, secrets, cancel);
        }

        File.Move(file, storage.Database);
    }

    private static void Copy(SqliteConnection source, SqliteConnection target, Action<BackupStep> progress, CancellationToken cancel)
    {
        var backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        SqliteException.ThrowExceptionForRC(backup.IsInvalid ? raw.sqlite3_errcode(target.Handle) : raw.SQLITE_OK, target.Handle);
        int step;
        try
        {
            do
            {
                cancel.ThrowIfCancellationRequested();
                step = raw.sqlite3_backup_step(backup, PagesAtOnce);
                var pages = raw.sqlite3_backup_pagecount(backup);
                progress(new BackupStep("Database", pages - raw.sqlite3_backup_remaining(backup), pages));
            }
            while (step == raw.SQLITE_OK);
        }
        finally
        {
            raw.sqlite3_backup_finish(backup);
        }

        if (step != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(step, target.Handle);
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        await connection.OpenAsync(cancel);
        return connection;
    }
}
