using FeedbackHub.Core;
using FeedbackHub.Core.Data;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace FeedbackHub.Tests.Data;

public sealed class SchemaTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_place_gets_its_tables_and_a_second_time_changes_nothing()
    {
        await using var hub = HubFixture.Make();
        var schema = hub.Get<Schema>();
        Assert.Equal(SchemaState.Missing, await schema.StateAsync(Cancel));
        Assert.NotEmpty(await schema.MigrateAsync(Cancel));
        Assert.Equal(SchemaState.Ours, await schema.StateAsync(Cancel));
        Assert.Empty(await schema.MigrateAsync(Cancel));
    }

    [Fact]
    public async Task Tables_of_an_older_version_are_refused_until_they_are_migrated()
    {
        await using var hub = HubFixture.Make();
        await ToFirstMigrationAsync(hub);
        Assert.Equal(SchemaState.Older, await hub.Get<Schema>().StateAsync(Cancel));

        var refused = await Assert.ThrowsAsync<SchemaRefusedException>(() => hub.Get<DatabaseSetup>().RunAsync(migrate: false, Cancel));
        Assert.Contains("migrate", refused.Message, StringComparison.Ordinal);
        Assert.Equal(SchemaState.Older, await hub.Get<Schema>().StateAsync(Cancel));

        Assert.NotEmpty(await hub.Get<Schema>().MigrateAsync(Cancel));
        await hub.Get<DatabaseSetup>().RunAsync(migrate: false, Cancel);
    }

    [Fact]
    public async Task Tables_of_a_newer_version_are_refused_and_left_alone()
    {
        await using var hub = await HubFixture.StartAsync();
        await hub.ReadAsync(db => db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99')""", Cancel));

        Assert.Equal(SchemaState.Newer, (await Assert.ThrowsAsync<SchemaRefusedException>(() => hub.Get<DatabaseSetup>().RunAsync(cancel: Cancel))).State);
        Assert.Equal(SchemaState.Newer, (await Assert.ThrowsAsync<SchemaRefusedException>(() => hub.Get<Schema>().MigrateAsync(Cancel))).State);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task A_migration_that_was_killed_midway_does_not_stand_in_the_way_of_the_next()
    {
        await using var hub = HubFixture.Make();
        await ToFirstMigrationAsync(hub);

        // What EF Core leaves behind when its process is killed.
        await hub.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            """CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00')""", Cancel));

        Assert.NotEmpty(await hub.Get<Schema>().MigrateAsync(Cancel));
        Assert.Equal(SchemaState.Ours, await hub.Get<Schema>().StateAsync(Cancel));
    }

    [Fact]
    public async Task Several_that_migrate_at_once_do_it_once()
    {
        await using var hub = HubFixture.Make();
        var applied = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await using var node = hub.Beside();
            return await node.Get<Schema>().MigrateAsync(Cancel);
        })));
        Assert.Contains(applied, a => a.Count > 0);
        Assert.Equal(SchemaState.Ours, await hub.Get<Schema>().StateAsync(Cancel));
    }

    private static Task ToFirstMigrationAsync(HubFixture hub)
    {
        Directory.CreateDirectory(hub.Storage.Folder);
        return hub.ReadAsync(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
            return new Done();
        });
    }
}
