using FeedbackHub.Core;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FeedbackHub.App.Shell;

/// <summary>Starts the hub: configuration, core, database, and what the console says.</summary>
public static class HubHost
{
    /// <summary>Where the app's own files lie: beside the program, wherever it was started from.</summary>
    public static string ContentRoot => AppContext.BaseDirectory;

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

    /// <summary>Makes the database ready, listens, and says where.</summary>
    public static async Task RunHubAsync(this WebApplication app)
    {
        await app.Services.GetRequiredService<DatabaseSetup>().RunAsync();
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
        {
            Console.WriteLine($"FeedbackHub: public site {address}/  staff area {address}/staff");
        }

        await app.WaitForShutdownAsync();
    }
}
