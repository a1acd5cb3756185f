using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace FeedbackHub.Core.Data;

/// <summary>The database's tables: whether they are those this program knows, and bringing them there.</summary>
public sealed class Schema(IDbContextFactory<HubContext> contexts, StorageOptions storage)
{
    /// <summary>How the tables stand to this program.</summary>
    public async Task<SchemaState> StateAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancel))
        {
            return SchemaState.Missing;
        }

        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet();
        return applied switch
        {
            _ when applied.Count == 0 => SchemaState.Missing,
            _ when !applied.IsSubsetOf(known) => SchemaState.Newer,
            _ when applied.Count < known.Count => SchemaState.Older,
            _ => SchemaState.Ours,
        };
    }

    /// <summary>
    /// Makes the tables those of this program. One process at a time; one that was killed midway leaves nothing that a later
    /// one would wait for, and each migration is applied as a whole or not at all.
    /// </summary>
    /// <returns>The migrations that were applied.</returns>
    /// <exception cref="SchemaRefusedException">The database belongs to a newer version of the hub.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancel = default)
    {
        Directory.CreateDirectory(storage.Folder);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var turn = await db.Dialect.TakeMigrationTurnAsync(db, storage, cancel);
        if (await StateAsync(cancel) == SchemaState.Newer)
        {
            throw new SchemaRefusedException(SchemaState.Newer);
        }

        var pending = (await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancel)
            ? await db.Database.GetPendingMigrationsAsync(cancel)
            : db.Database.GetMigrations()).ToList();
        await db.Database.MigrateAsync(cancel);
        return pending;
    }
}

/// <summary>How a database's tables stand to this program.</summary>
public enum SchemaState
{
    /// <summary>There is nothing yet.</summary>
    Missing,

    /// <summary>They lack what this program brings.</summary>
    Older,

    /// <summary>They are those of this program.</summary>
    Ours,

    /// <summary>A newer version of the hub has been here.</summary>
    Newer,
}

/// <summary>The hub does not start on tables that are not its own.</summary>
public sealed class SchemaRefusedException(SchemaState state) : Exception(state == SchemaState.Newer
    ? "The database belongs to a newer version of FeedbackHub. Start that version, or restore a backup that this one made."
    : "The database is of an older version. Make a backup, then run this program once with the word migrate (dotnet FeedbackHub.App.dll migrate).")
{
    /// <summary>How the tables stand.</summary>
    public SchemaState State { get; } = state;
}
