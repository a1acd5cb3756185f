using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = HubHost.ContentRoot });
builder.AddHub();
builder.Services.AddLanguages();
builder.Services.AddAccounts();
builder.Services.AddStaffArea();

var app = builder.Build();
app.UseHubErrors();
app.UseSecurityHeaders();
app.UseLanguages();
app.UseAuthentication();
app.UseAuthorization();
app.UseStaffConnections();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapAccounts();
app.MapStaffArea();

await app.RunHubAsync();

/// <summary>The host. Public so that tests can start it.</summary>
public partial class Program;
