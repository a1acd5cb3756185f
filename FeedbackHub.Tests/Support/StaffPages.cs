using System.Globalization;
using System.Security.Claims;
using Bunit;
using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Live;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace FeedbackHub.Tests.Support;

/// <summary>
/// Staff pages drawn without a browser, over a hub of their own: one context is one person's circuit. Scripts answer nothing
/// unless a test says what.
/// </summary>
internal sealed class StaffPages : BunitContext
{
    private readonly Actor who;

    /// <summary>A circuit of somebody, in a language.</summary>
    public StaffPages(HubFixture hub, Actor who, string language = Languages.English)
    {
        this.who = who;
        DefaultWaitTimeout = TimeSpan.FromSeconds(10);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.AddLocalization();
        Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        foreach (var service in new ServiceCollection().AddHubCore(hub.Storage, new Limits(), database: hub.Get<DatabaseOptions>()).Select(d => d.ServiceType).Distinct())
        {
            if (service.Assembly == typeof(CoreModule).Assembly || service == typeof(TimeProvider))
            {
                Services.AddSingleton(service, hub.Get<IServiceProvider>().GetRequiredService(service));
            }
        }

        Services.AddSingleton<AuthenticationStateProvider>(new SignedInAs(who));
        Services.AddScoped<CurrentStaff>();
        Services.AddScoped<LiveSession>();
        Services.AddTransient<FailureText>();
        Services.AddCasePages();
        JSInterop.Mode = JSRuntimeMode.Loose;
        foreach (var module in new[] { "CasePage", "CaseDialog", "FileTray" })
        {
            JSInterop.SetupModule($"./Cases/{module}.razor.js").Mode = JSRuntimeMode.Loose;
        }

        Drafts = JSInterop.SetupModule("./Cases/DraftBox.razor.js");
        Drafts.Mode = JSRuntimeMode.Loose;
    }

    /// <summary>The script that owns the text areas of drafts.</summary>
    public BunitJSModuleInterop Drafts { get; }

    /// <summary>What stands in every draft box.</summary>
    public void Typed(string text) => Drafts.Setup<string>("text", _ => true).SetResult(text);

    /// <summary>Draws the page of a case, and waits until it is there.</summary>
    public IRenderedComponent<CasePage> Case(string number)
    {
        var page = Render<CasePage>(p => p.Add(c => c.Number, number).AddCascadingValue(new SignedIn(who, "", Core.Access.Theme.System, Roles.None)));
        page.WaitForState(() => page.FindComponents<NotFoundPage>().Count > 0 || page.FindComponents<DraftBox>().Count > 0 || !who.Can(Permissions.CasesWork));
        return page;
    }

    private sealed class SignedInAs(Actor who) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, who.StaffId!.Value.ToString(CultureInfo.InvariantCulture))], "test"))));
    }
}
