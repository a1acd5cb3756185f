using FeedbackHub.App.Access;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Backups;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Demo;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Live;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NodaTime;

namespace FeedbackHub.App.Shell;

/// <summary>Starts the hub: configuration, core, database, and what the console says.</summary>
public static class HubHost
{
    /// <summary>The app's own files lie beside the program, wherever and by whom it was started.</summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ApplicationName = typeof(HubHost).Assembly.GetName().Name,
        ContentRootPath = AppContext.BaseDirectory,
    };

    /// <summary>Reads the configuration and adds the core.</summary>
    public static void AddHub(this WebApplicationBuilder builder)
    {
        var storage = builder.Configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        storage.Folder = Path.GetFullPath(storage.Folder, Directory.GetCurrentDirectory());
        var limits = builder.Configuration.GetSection("Limits").Get<Limits>() ?? new Limits();
        var access = builder.Configuration.GetSection("Access").Get<AccessOptions>() ?? new AccessOptions();
        builder.Services.AddSingleton<Opening>();
        builder.Services.AddSingleton(builder.Configuration.GetSection("Escalation").Get<EscalationOptions>() ?? new EscalationOptions());
        builder.Services.AddSingleton(builder.Configuration.GetSection("Rules").Get<CaseRules>() ?? new CaseRules());
        var database = builder.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        builder.Services.AddSingleton(builder.Configuration.GetSection("Review").Get<ReviewOptions>() ?? new ReviewOptions());
        builder.Services.AddHubCore(storage, limits, access, database);
        var backup = builder.Configuration.GetSection("Backup").Get<BackupOptions>() ?? new BackupOptions();
        if (backup.Folder.Length > 0)
        {
            builder.Services.AddSingleton(backup);
            builder.Services.AddHostedService<ScheduledBackups>();
        }

        var protection = builder.Services.AddDataProtection().SetApplicationName("FeedbackHub");
        if (database.Provider == DatabaseProvider.Postgres)
        {
            builder.Services.AddOptions<KeyManagementOptions>()
                .Configure<SharedSecrets>((keys, secrets) => keys.XmlRepository = new SharedKeys(secrets));
        }
        else
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(storage.Keys, "protection")));
        }
    }

    /// <summary>
    /// Makes the database ready, listens, says where, and stays until it is told to stop. Where the demo company has to move in
    /// first it listens before that, so that nobody waits before a blank page; otherwise it takes nothing that it would refuse.
    /// </summary>
    public static async Task RunHubAsync(this WebApplication app)
    {
        try
        {
            if (app.HasDemo())
            {
                await app.ListenAsync();
                await app.OpenHubAsync();
            }
            else
            {
                await app.OpenHubAsync();
                await app.ListenAsync();
            }
        }
        catch (SchemaRefusedException refused)
        {
            await Console.Error.WriteLineAsync($"FeedbackHub: {refused.Message}");
            Environment.ExitCode = 1;
            return;
        }

        Console.WriteLine("FeedbackHub: open");
        if (app.Environment.IsDevelopment())
        {
            Console.WriteLine($"FeedbackHub: demo sign-ins, all with the password {DemoCompany.Password}");
            foreach (var person in DemoCompany.SignIns.DistinctBy(s => (s.Role, s.Language)))
            {
                Console.WriteLine($"  {person.Role,-14} {person.Email,-34} {person.Name} ({person.Language})");
            }
        }

        await app.OfferSetUpAsync();
        await app.WaitForShutdownAsync();
    }

    private static async Task ListenAsync(this WebApplication app)
    {
        await app.StartAsync();
        foreach (var address in app.Addresses())
        {
            Console.WriteLine($"FeedbackHub: public site {address}/  staff area {address}/staff");
        }
    }

    /// <summary>As long as nobody can administer the hub, the console shows the link that makes the first administrator.</summary>
    private static async Task OfferSetUpAsync(this WebApplication app)
    {
        if (await app.Services.GetRequiredService<SetUpSecret>().OfferAsync() is { } secret)
        {
            Console.WriteLine($"FeedbackHub: there is no administrator yet. Open {app.Addresses().FirstOrDefault()}{EnteringEndpoints.SetUpPath(secret)} to become the first one. The link is good until it is used or the hub restarts.");
        }
    }

    /// <summary>Brings the tables to this version and ends.</summary>
    public static async Task MigrateAsync(this WebApplication app)
    {
        try
        {
            var applied = await app.Services.GetRequiredService<Schema>().MigrateAsync();
            Console.WriteLine(applied.Count == 0
                ? "FeedbackHub: the database is up to date."
                : $"FeedbackHub: the database is up to date now. Applied: {string.Join(", ", applied)}");
        }
        catch (SchemaRefusedException refused)
        {
            await Console.Error.WriteLineAsync($"FeedbackHub: {refused.Message}");
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Makes the database ready, and opens the hub that listens already: until then every page asks to wait.</summary>
    public static async Task OpenHubAsync(this WebApplication app)
    {
        await app.FillDemoAsync();
        await app.Services.GetRequiredService<DatabaseSetup>().RunAsync(migrate: !app.Environment.IsProduction());
        _ = app.Services.GetRequiredService<HubSecrets>(); // made or read now, and not by the first filing, which may find the disk full
        await app.Services.GetRequiredService<JournalTail>().BeginAsync();
        app.Services.GetRequiredService<Opening>().Open();
    }

    private static bool HasDemo(this WebApplication app) => app.Configuration.GetValue<bool?>("Demo:Fill") ?? app.Environment.IsDevelopment();

    /// <summary>In Development (or where <c>Demo:Fill</c> says so) an empty hub gets the demo company.</summary>
    private static async Task FillDemoAsync(this WebApplication app)
    {
        var storage = app.Services.GetRequiredService<StorageOptions>();
        if (!app.HasDemo())
        {
            return;
        }

        var now = Instant.FromDateTimeOffset(app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (!File.Exists(storage.Database))
        {
            Console.WriteLine("FeedbackHub: the demo company moves in, which takes some seconds; pages opened now show themselves once it is there …");
        }

        await DemoCompany.FillAsync(storage, app.Services.GetRequiredService<DatabaseOptions>(), app.Services.GetRequiredService<Limits>(), now);
    }

    /// <summary>Where a started hub listens.</summary>
    public static IReadOnlyCollection<string> Addresses(this WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];
}
