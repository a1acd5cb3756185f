using FeedbackHub.App.Access;
using FeedbackHub.App.Admin;
using FeedbackHub.App.Api;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Health;
using FeedbackHub.App.Hubs;
using FeedbackHub.App.Public;
using FeedbackHub.App.Shell;
using FeedbackHub.App.Telemetry;

if (BackupCommand.IsMeant(args))
{
    return await BackupCommand.RunAsync(args);
}

if (RebuildCommand.IsMeant(args))
{
    return await RebuildCommand.RunAsync(args);
}

var app = Program.Build(args);
await (args is ["migrate", ..] ? app.MigrateAsync() : app.RunHubAsync());
return Environment.ExitCode;

/// <summary>The host: an ordered list of modules. Public so that tests can build the same one.</summary>
public partial class Program
{
    /// <summary>Everything the hub is, ready to start; <paramref name="with"/> may add or replace services at the end.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? with = null)
    {
        var builder = WebApplication.CreateBuilder(HubHost.Options(args));
        builder.AddHub();
        builder.AddHealth();
        builder.AddTelemetry();
        builder.Services.AddLanguages();
        builder.Services.AddAccounts();
        builder.Services.AddStaffArea();
        builder.AddHubApi();
        builder.AddLiveHub();
        builder.Services.AddCasePages();
        builder.AddPublicSite();
        builder.Services.AddAdministration();
        with?.Invoke(builder);

        var app = builder.Build();
        app.UseKnownProxies();
        app.UseHubErrors();
        app.UseSecurityHeaders();
        app.UseLanguages();
        app.UseOpening();
        app.UsePublicFaults();
        app.UseStaffFaults();
        app.UsePublicNotFound();
        app.UseApiErrors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseStaffConnections();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapHealth();
        app.MapAccounts();
        app.MapStaffFiles();
        app.MapAudit();
        app.MapStaffArea();
        app.MapHubApi();
        app.MapLiveHub();
        app.MapPublicSite();
        return app;
    }
}
