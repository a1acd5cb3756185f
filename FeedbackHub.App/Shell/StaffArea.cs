using FeedbackHub.App.Access;
using FeedbackHub.App.Queue;
using FeedbackHub.Core.Access;
using MudBlazor;
using MudBlazor.Services;

namespace FeedbackHub.App.Shell;

/// <summary>The staff area: interactive pages under <c>/staff</c>, for signed-in people only.</summary>
public static class StaffArea
{
    /// <summary>Where it begins.</summary>
    public const string Home = "/staff";

    /// <summary>Where it begins for somebody: with the queue, with administration, or, without any role, with their own account.</summary>
    public static string HomeOf(SignedIn person) =>
        person.Can(Permissions.CasesRead) ? Home : person.Can(Permissions.StaffManage) ? "/staff/admin/people" : OwnAccountEndpoints.Path;

    /// <summary>Adds Blazor and MudBlazor.</summary>
    public static void AddStaffArea(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            // Drafts are in the database and pages rebuild themselves from it: nothing is lost with a dropped circuit.
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            options.DisconnectedCircuitMaxRetained = 100;
        }).AddHubOptions(options =>
        {
            // Three missed in a row and the browser says that the connection is lost (js/staff.js).
            options.KeepAliveInterval = TimeSpan.FromSeconds(5);
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        });
        services.AddSignalR(options => options.MaximumReceiveMessageSize = 1024 * 1024);
        services.AddQueue();
        services.AddHttpContextAccessor();
        services.AddSingleton<ThemeSheets>();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.VisibleStateDuration = 6000;
        });
    }

    /// <summary>Maps its pages.</summary>
    public static void MapStaffArea(this WebApplication app)
    {
        ThemeSheets.Map(app);
        app.MapRazorComponents<StaffApp>()
            .AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true) // personal data beside text of strangers (CRIME)
            .RequireAuthorization();
    }
}
