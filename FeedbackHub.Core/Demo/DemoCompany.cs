using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FeedbackHub.Core.Demo;

/// <summary>
/// A company to try the hub on: five departments, fifteen people, four hundred cases of the last ninety days in both
/// languages. All of it happens through the use cases, at its time, so that journal, promises and figures are as real ones.
/// The same seed and the same present time give the same company.
/// </summary>
public static class DemoCompany
{
    /// <summary>Everybody of the demo company signs in with this.</summary>
    public const string Password = "demo-feedbackhub";

    private const int DefaultSeed = 2026;

    /// <summary>Who can sign in, handlers first.</summary>
    public static IReadOnlyList<DemoSignIn> SignIns { get; } =
        [.. DemoContent.LoadCompany().Staff.Select(s => new DemoSignIn(string.Join(", ", s.Roles), s.Name, s.Email, Password, s.Language))];

    /// <summary>
    /// Fills the hub with the demo company where it has neither staff nor cases; otherwise changes nothing. To be called
    /// before anything else opens the database. In SQLite the company is made in a file beside it and moved into place in one
    /// step, so that a filling that is cut short leaves nothing behind; on PostgreSQL it leaves a half-filled database.
    /// </summary>
    /// <param name="storage">The hub's own storage.</param>
    /// <param name="database">The hub's own database.</param>
    /// <param name="limits">The hub's own limits.</param>
    /// <param name="now">The present time: nothing happens later.</param>
    /// <param name="seed">Another seed gives another company.</param>
    /// <returns>True where it was filled.</returns>
    public static async Task<bool> FillAsync(
        StorageOptions storage, DatabaseOptions database, Limits limits, Instant now, int seed = DefaultSeed, CancellationToken cancel = default)
    {
        if (await IsInUseAsync(storage, database, cancel))
        {
            return false;
        }

        if (database.Provider == DatabaseProvider.Postgres)
        {
            await MakeAsync(storage, database, limits, now, seed, cancel);
            return true;
        }

        var filling = new StorageOptions { Folder = storage.Folder, DatabaseName = storage.DatabaseName + ".filling", Durable = false, FilesIn = storage.FilesIn };
        Directory.CreateDirectory(storage.Folder);
        Delete(filling.Database);
        await MakeAsync(filling, database, limits, now, seed, cancel);
        await using (var whole = new FileStream(filling.Database, FileMode.Open, FileAccess.ReadWrite))
        {
            whole.Flush(flushToDisk: true);
        }

        Delete(storage.Database);
        File.Move(filling.Database, storage.Database);
        return true;
    }

    private static async Task MakeAsync(StorageOptions filling, DatabaseOptions database, Limits limits, Instant now, int seed, CancellationToken cancel)
    {
        var present = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var clock = new DemoClock(present - Duration.FromDays(DemoTimes.Days + 1));
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddLogging()
            .AddHubCore(filling, limits, database: database)
            .BuildServiceProvider();
        await services.GetRequiredService<DatabaseSetup>().RunAsync(cancel: cancel);

        var content = DemoContent.Load();
        var people = new DemoPeople(content.Company);
        var tales = DemoPlan.Make(content, people, BusinessCalendar.Default, PromisePolicy.Default, present, seed);
        var hash = services.GetRequiredService<IPasswordHasher<StaffMember>>().HashPassword(new StaffMember(), Password);
        var office = await DemoOffice.SetUpAsync(services.GetRequiredService<HubDatabase>(), content.Company, hash, cancel);
        var stage = new DemoStage(services, office, clock);

        // In order of time over all cases: the journal's times never go back.
        var steps = tales.SelectMany(tale => tale.Steps.Select(step => (Tale: tale, Step: step))).OrderBy(s => s.Step.At);
        foreach (var (tale, step) in steps)
        {
            await WatchUntilAsync(services, clock, step.At, cancel);
            await stage.DoAsync(tale, step, cancel);
        }

        await WatchUntilAsync(services, clock, present, cancel);
        var dayBefore = present - Duration.FromDays(1);
        await services.GetRequiredService<HubDatabase>().WritePersonalAsync(
            notices => notices.Notices.Where(n => n.At < dayBefore).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, n => n.At), cancel), cancel);

        await using var db = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync(cancel);
        if (db.Database.GetDbConnection() is SqliteConnection file)
        {
            SqliteConnection.ClearPool(file);
        }
    }

    /// <summary>Promises are watched meanwhile, as in any company.</summary>
    private static async Task WatchUntilAsync(IServiceProvider services, DemoClock clock, Instant until, CancellationToken cancel)
    {
        var (database, watch, steps) = (services.GetRequiredService<HubDatabase>(), services.GetRequiredService<PromiseWatch>(), services.GetRequiredService<TakeSteps>());
        while (await database.ReadAsync(db => db.CasePromises.Where(p => p.NextStepAt <= until).MinAsync(p => p.NextStepAt, cancel), cancel) is { } next)
        {
            clock.At = Instant.Max(clock.At, next);
            foreach (var caseId in await watch.OwedAsync(cancel))
            {
                await steps.TakeAsync(caseId, cancel);
            }
        }
    }

    /// <summary>True where somebody can sign in already or something was filed.</summary>
    private static async Task<bool> IsInUseAsync(StorageOptions storage, DatabaseOptions database, CancellationToken cancel)
    {
        await using var services = new ServiceCollection().AddLogging().AddHubCore(storage, new Limits(), database: database).BuildServiceProvider();
        if (await services.GetRequiredService<Schema>().StateAsync(cancel) == SchemaState.Missing)
        {
            return false;
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync(cancel);
        var inUse = await db.Staff.AnyAsync(cancel) || await db.Cases.AnyAsync(cancel);
        if (db.Database.GetDbConnection() is SqliteConnection file)
        {
            SqliteConnection.ClearPool(file);
        }

        return inUse;
    }

    private static void Delete(string database)
    {
        foreach (var file in (string[])[database, database + "-wal", database + "-shm", database + "-journal"])
        {
            File.Delete(file);
        }
    }
}

/// <summary>One way to sign in to the demo company.</summary>
/// <param name="Role">Their role's name, or several with commas.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">To sign in with.</param>
/// <param name="Password">To sign in with.</param>
/// <param name="Language">The language of their pages (<see cref="Languages"/>).</param>
public sealed record DemoSignIn(string Role, string Name, string Email, string Password, string Language);
