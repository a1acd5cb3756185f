using System.Data;
using System.Data.Common;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace FeedbackHub.Core.Backups;

/// <summary>PostgreSQL by pg_dump and pg_restore; what is dumped and what is counted is one and the same snapshot.</summary>
internal sealed class PostgresCopy(string connectionString, IDbContextFactory<HubContext> contexts) : DatabaseCopy
{
    private const string TablesQuery = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";

    public override bool IsPacked => true;

    public override async Task<DatabaseContent> TakeAsync(string file, Action<BackupStep> progress, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        progress(new BackupStep("Database", 0, 0));
        var content = await CountAsync(connection, TablesQuery, cancel);
        var snapshot = (await ColumnAsync(connection, "SELECT pg_export_snapshot()", cancel))[0];
        await PostgresTools.RunAsync(
            "pg_dump", connectionString, ["--format=custom", "--no-owner", "--no-privileges", $"--exclude-table-data=public.\"{SecretsTable}\"", $"--exclude-table-data=public.\"{LeasesTable}\"", $"--snapshot={snapshot}", $"--file={file}"], null, cancel);
        return content;
    }

    public override async Task<DatabaseContent> ReadAsync(string file, CancellationToken cancel)
    {
        var rows = new DumpedRows();
        await PostgresTools.RunAsync("pg_restore", null, ["--data-only", "--file=-", file], rows.Take, cancel);
        return rows.Content;
    }

    public override async Task<string?> OccupiedAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancel))
        {
            return null;
        }

        await using var connection = await OpenAsync(cancel);
        return (await ColumnAsync(connection, TablesQuery, cancel)).Count == 0 ? null : $"the database {connection.Database} holds tables already";
    }

    public override async Task PutAsync(string file, DatabaseContent expected, IReadOnlyDictionary<string, string> secrets, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var creator = db.GetService<IRelationalDatabaseCreator>();
        var isNew = !await creator.ExistsAsync(cancel);
        if (isNew)
        {
            await creator.CreateAsync(cancel);
        }

        try
        {
            await PostgresTools.RunAsync(
                "pg_restore", connectionString,
                ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", $"--dbname={new NpgsqlConnectionStringBuilder(connectionString).Database}", file], null, cancel);
            await using var connection = await OpenAsync(cancel);
            if ((await CountAsync(connection, TablesQuery, cancel)).DifferenceFrom(expected) is { } difference)
            {
                await ColumnAsync(connection, "DROP SCHEMA public CASCADE", CancellationToken.None);
                await ColumnAsync(connection, "CREATE SCHEMA public", CancellationToken.None);
                throw new BackupRefusedException($"The restored database is not what the manifest says: {difference}.");
            }

            await AddSecretsAsync(connection, secrets, cancel);
        }
        catch when (isNew)
        {
            await creator.DeleteAsync(CancellationToken.None);
            throw;
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "feedbackhub backup" }.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch (DbException problem)
        {
            await connection.DisposeAsync();
            throw new BackupRefusedException($"The database cannot be reached: {problem.Message}", problem);
        }
    }
}
