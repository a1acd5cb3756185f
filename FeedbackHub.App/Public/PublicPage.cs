using System.Globalization;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedbackHub.App.Public;

/// <summary>Answers with a page of the public site.</summary>
internal static class PublicPage
{
    /// <summary>A page with its model.</summary>
    public static IResult Of<TPage>(object model, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status };

    /// <summary>A page that says what went wrong and how to go on.</summary>
    public static IResult Notice(NoticeKind kind, int status, string? reference = null, int? retryMinutes = null) =>
        Of<NoticePage>(new NoticeModel(kind, reference, retryMinutes), status);

    /// <summary>Too many tries: says how long to wait, to people and to programs.</summary>
    public static IResult TooMany(HttpContext context, TimeSpan wait)
    {
        AskToWait(context, wait);
        return Notice(NoticeKind.TooManyRequests, StatusCodes.Status429TooManyRequests, retryMinutes: Minutes(wait));
    }

    /// <summary>Database or disk fail us for now: nothing was accepted.</summary>
    public static IResult Away(HttpContext context)
    {
        AskToWait(context, StorageFault.Wait);
        return Notice(NoticeKind.Away, StatusCodes.Status503ServiceUnavailable, context.TraceIdentifier);
    }

    /// <summary>Sets how long to wait.</summary>
    public static void AskToWait(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Seconds(wait);

    /// <summary>Whole seconds to wait, as headers write them.</summary>
    public static string Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole minutes to wait.</summary>
    public static int Minutes(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));

    /// <summary>What a body that could not be read is answered with.</summary>
    public static IResult Unread(PostedBody body) => body == PostedBody.TooLarge
        ? Notice(NoticeKind.TooLarge, StatusCodes.Status413PayloadTooLarge)
        : Notice(NoticeKind.Broken, StatusCodes.Status400BadRequest);

    /// <summary>After a post, to a page that may be reloaded.</summary>
    public static IResult SeeOther(HttpContext context, string address)
    {
        context.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The full address of one of our paths.</summary>
    public static string FullAddress(HttpContext context, PublicOptions options, string path) =>
        (options.Address.Length > 0 ? options.Address.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}") + path;
}
