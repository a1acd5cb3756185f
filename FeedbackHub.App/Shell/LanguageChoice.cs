using System.Globalization;
using FeedbackHub.Core;
using Microsoft.AspNetCore.Localization;

namespace FeedbackHub.App.Shell;

/// <summary>
/// In which language to answer: as the address says (<c>?lang=</c>, then kept in a cookie), as the cookie says, or as the
/// browser prefers.
/// </summary>
public static class LanguageChoice
{
    /// <summary>The query parameter that changes the language.</summary>
    public const string Query = "lang";

    /// <summary>The cookie that keeps it.</summary>
    public const string Cookie = "fh-lang";

    /// <summary>Adds resources and the two languages.</summary>
    public static void AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            string[] all = [.. Languages.All];
            options.SetDefaultCulture(Languages.English).AddSupportedCultures(all).AddSupportedUICultures(all);
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Task.FromResult(Chosen(context.Request))),
                new CustomRequestCultureProvider(context => Task.FromResult(Preferred(context.Request))),
            ];
        });
    }

    /// <summary>Answers in the chosen language, and remembers a choice made in the address.</summary>
    public static void UseLanguages(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.Request.Query.TryGetValue(Query, out var asked))
            {
                Remember(context.Response, asked.ToString());
            }

            return next();
        });
        app.UseRequestLocalization();
    }

    /// <summary>Keeps a language in the cookie.</summary>
    public static void Remember(HttpResponse response, string language) => response.Cookies.Append(
        Cookie, Languages.Nearest(language), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true });

    /// <summary>The language of this request.</summary>
    public static string Current => Languages.Nearest(CultureInfo.CurrentUICulture.Name);

    private static ProviderCultureResult? Chosen(HttpRequest request)
    {
        var chosen = request.Query[Query].FirstOrDefault() ?? request.Cookies[Cookie];
        return chosen is null ? null : new ProviderCultureResult(Languages.Nearest(chosen));
    }

    /// <summary>The browser's first language that is one of ours, in whichever of its forms: zh, zh-CN and zh-TW get Chinese.</summary>
    private static ProviderCultureResult? Preferred(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString())
            .FirstOrDefault(l => Languages.All.Any(ours => l.StartsWith(ours[..2], StringComparison.OrdinalIgnoreCase))) is { } preferred
            ? new ProviderCultureResult(Languages.Nearest(preferred))
            : null;
}
