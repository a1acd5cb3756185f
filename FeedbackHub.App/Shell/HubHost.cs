using FeedbackHub.Core;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

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
        builder.Services.AddHubCore(storage, limits);
        builder.Services.AddDataProtection()
            .SetApplicationName("FeedbackHub")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(storage.Keys, "protection")));
    }

    /// <summary>Makes the database ready, listens, says where, and stays until it is told to stop.</summary>
    public static async Task RunHubAsync(this WebApplication app)
    {
        await app.StartHubAsync();
        foreach (var address in app.Addresses())
        {
            Console.WriteLine($"FeedbackHub: public site {address}/  staff area {address}/staff");
        }

        await app.WaitForShutdownAsync();
    }

    /// <summary>Makes the database ready and listens.</summary>
    public static async Task StartHubAsync(this WebApplication app)
    {
        await app.Services.GetRequiredService<DatabaseSetup>().RunAsync();
        await app.StartAsync();
    }

    /// <summary>Where a started hub listens.</summary>
    public static IReadOnlyCollection<string> Addresses(this WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];
}
