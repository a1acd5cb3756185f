using FeedbackHub.Core.Access;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>Whose case is open on this device.</summary>
/// <param name="Name">As the customer gave it; empty where anonymous.</param>
/// <param name="Zone">The device's time zone as posted; not checked yet.</param>
public sealed record TrackedCustomer(long CaseId, string Name, string? Zone)
{
    /// <summary>The customer as an actor.</summary>
    public Actor AsActor() => Actor.Customer(CaseId, Name);
}

/// <summary>Keeps a case open on a device for a while: in a sealed cookie, so that number and code leave the address bar.</summary>
public sealed class TrackSession(PublicSeals seals, PublicOptions options)
{
    private const string Cookie = "fh-track";
    private const string ThanksCookie = "fh-thanks";
    private const string Purpose = "track";

    /// <summary>Opens a case.</summary>
    public void Open(HttpContext context, TrackedCustomer customer) => Append(context, Cookie, seals.Seal(Purpose, customer));

    /// <summary>The open case; null where there is none or it was open for too long.</summary>
    public TrackedCustomer? Read(HttpContext context) =>
        seals.Open<TrackedCustomer>(Purpose, context.Request.Cookies[Cookie], Duration.FromHours(options.TrackHours))?.Content;

    /// <summary>True where a case has been open here, be it for too long.</summary>
    public static bool WasOpen(HttpContext context) => context.Request.Cookies.ContainsKey(Cookie);

    /// <summary>Closes it on this device.</summary>
    public static void Close(HttpContext context) => Delete(context, Cookie);

    /// <summary>Leaves a line of thanks for the next page.</summary>
    public static void Thank(HttpContext context, TrackThanks thanks) => Append(context, ThanksCookie, thanks.ToString());

    /// <summary>The line of thanks, once.</summary>
    public static TrackThanks? TakeThanks(HttpContext context)
    {
        if (!Enum.TryParse<TrackThanks>(context.Request.Cookies[ThanksCookie], out var thanks) || !Enum.IsDefined(thanks))
        {
            return null;
        }

        Delete(context, ThanksCookie);
        return thanks;
    }

    private static void Append(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, CookieFor(context));

    private static void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(name, CookieFor(context));

    private static CookieOptions CookieFor(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Path = PublicPaths.Track,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    };
}
