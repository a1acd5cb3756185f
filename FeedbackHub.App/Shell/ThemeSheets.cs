using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.WebUtilities;
using MudBlazor;

namespace FeedbackHub.App.Shell;

/// <summary>
/// MudBlazor's theme as two stylesheets, light and dark, drawn once by MudBlazor itself. Its theme provider would draw the same 60 KB into
/// every page of every handler and hold it there twice for as long as the page is open.
/// </summary>
public sealed class ThemeSheets(IServiceProvider services, ILoggerFactory logs)
{
    private const string Path = "/staff/theme";

    private readonly Lazy<Task<Sheet>> light = new(() => DrawAsync(services, logs, dark: false));
    private readonly Lazy<Task<Sheet>> dark = new(() => DrawAsync(services, logs, dark: true));

    /// <summary>The address of a sheet; it changes with what the sheet says.</summary>
    public async Task<string> AddressAsync(bool isDark) => $"{Path}/{(isDark ? "dark" : "light")}.css?v={(await SheetAsync(isDark)).Version}";

    internal Task<Sheet> SheetAsync(bool isDark) => (isDark ? dark : light).Value;

    /// <summary>Serves both.</summary>
    internal static void Map(WebApplication app)
    {
        app.MapGet($"{Path}/light.css", (ThemeSheets sheets, HttpContext context) => SendAsync(sheets, context, isDark: false)).RequireAuthorization().ExcludeFromDescription();
        app.MapGet($"{Path}/dark.css", (ThemeSheets sheets, HttpContext context) => SendAsync(sheets, context, isDark: true)).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> SendAsync(ThemeSheets sheets, HttpContext context, bool isDark)
    {
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Text((await sheets.SheetAsync(isDark)).Css, "text/css", Encoding.UTF8);
    }

    private static async Task<Sheet> DrawAsync(IServiceProvider services, ILoggerFactory logs, bool dark)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MudThemeProvider.Theme)] = HubTheme.Theme,
            [nameof(MudThemeProvider.IsDarkMode)] = dark,
            [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString());
        var css = string.Concat(html.Split("<style>").Skip(1).Select(part => part[..part.IndexOf("</style>", StringComparison.Ordinal)]));
        return new Sheet(css, WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(css)).AsSpan(0, 9)));
    }

    internal sealed record Sheet(string Css, string Version);
}
