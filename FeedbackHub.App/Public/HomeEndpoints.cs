using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>The first page, and the page for what went wrong.</summary>
internal static class HomeEndpoints
{
    /// <summary>Where no public page answers: left to those who live there.</summary>
    private static readonly string[] OthersPaths = ["/staff", "/api", "/hubs", "/health", "/_framework", "/_blazor"];

    /// <summary>Maps them.</summary>
    public static void MapHome(this IEndpointRouteBuilder site)
    {
        site.MapGet(PublicPaths.Home, async (CompanyTime company, CountedWords counted, IStringLocalizer<PublicTexts> texts, HttpContext context) =>
        {
            var now = await company.NowAsync(context.RequestAborted);
            var time = new PublicTime(texts, PublicClock.In(null, DateTimeZoneProviders.Tzdb[now.Zone], now.At));
            return PublicPage.Of<HomePage>(new HomeModel(
                [.. now.Promises.Where(p => p.DueAt is not null).Select(p => new Commitment(PublicWords.Of(p.Kind), texts["Home_Promise_By", time.Moment(p.DueAt!.Value)]))],
                counted.Of(now.Terms, now.At)));
        });
        site.Map(PublicPaths.Error, (HttpContext context) =>
            PublicPage.Notice(NoticeKind.SomethingWrong, StatusCodes.Status500InternalServerError, context.TraceIdentifier));
    }

    /// <summary>True for an address that is not of the public site.</summary>
    public static bool IsOthers(PathString path) => Array.Exists(OthersPaths, p => path.StartsWithSegments(p));
}
