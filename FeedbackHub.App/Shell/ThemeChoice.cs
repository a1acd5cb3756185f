using FeedbackHub.Core.Access;

namespace FeedbackHub.App.Shell;

/// <summary>The theme of a page before the person is known: a cookie, written at sign-in and with every change.</summary>
public static class ThemeChoice
{
    /// <summary>The cookie that keeps it.</summary>
    public const string Cookie = "fh-theme";

    /// <summary>The value of <c>data-theme</c>; null follows the system.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[Cookie] is "light" or "dark" ? context.Request.Cookies[Cookie] : null;

    /// <summary>Keeps a theme.</summary>
    public static void Remember(HttpResponse response, Theme theme)
    {
        if (theme == Theme.System)
        {
            response.Cookies.Delete(Cookie);
            return;
        }

        response.Cookies.Append(Cookie, theme == Theme.Dark ? "dark" : "light", new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
    }
}
