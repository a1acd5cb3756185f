using System.Globalization;
using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using FeedbackHub.App.Access;
using FeedbackHub.App.Admin;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace FeedbackHub.Tests.Admin;

/// <summary>Pages of administration, drawn without a browser for one person in one language, over a whole hub.</summary>
internal sealed class AdminPages : BunitContext
{
    private readonly Actor who;

    /// <summary>A circuit of somebody.</summary>
    public AdminPages(HubFixture hub, Actor who, string language = Languages.English)
    {
        this.who = who;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging().AddLocalization().AddAdministration();
        Services.AddTransient<FailureText>();
        Services.AddSingleton(hub.Get<Actors>()).AddSingleton(hub.Get<PreviewPromise>()).AddSingleton(hub.Get<TimeProvider>());
        Services.AddScoped<CurrentStaff>();
        Services.AddScoped<AuthenticationStateProvider>(_ => new SignedInAs(who));
        Services.AddFallbackServiceProvider(hub.Get<IServiceProvider>());
    }

    /// <summary>Draws a page and waits until something of it is there.</summary>
    public IRenderedComponent<TPage> Open<TPage>(string until, Action<ComponentParameterCollectionBuilder<TPage>>? with = null)
        where TPage : IComponent
    {
        var page = Render<TPage>(p =>
        {
            p.AddCascadingValue(new SignedIn(who, "person@example.com", Core.Access.Theme.System, Roles.None));
            with?.Invoke(p);
        });
        page.WaitForElement(until, TimeSpan.FromSeconds(10));
        return page;
    }

    private sealed class SignedInAs(Actor who) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{who.StaffId}")], "test"))));
    }
}

/// <summary>Finding and filling as a person does: by what stands beside it.</summary>
internal static class AdminForms
{
    /// <summary>The button with these words, hidden ones included.</summary>
    public static IElement Button<TPage>(this IRenderedComponent<TPage> page, string words)
        where TPage : IComponent => page.FindAll("button").Single(b => b.TextContent.Trim() == words);

    /// <summary>The control of the field with this label.</summary>
    public static IElement Field<TPage>(this IRenderedComponent<TPage> page, string label)
        where TPage : IComponent => page.FindAll(".admin-field").Single(f => f.QuerySelector("label")?.TextContent == label).QuerySelector("input, select")!;

    /// <summary>What stands in the field with this label.</summary>
    public static string? Value<TPage>(this IRenderedComponent<TPage> page, string label)
        where TPage : IComponent => page.Field(label).GetAttribute("value");

    /// <summary>Everything said to be wrong.</summary>
    public static string[] Problems<TPage>(this IRenderedComponent<TPage> page)
        where TPage : IComponent => [.. page.FindAll(".admin-problem").Select(p => p.TextContent)];
}
