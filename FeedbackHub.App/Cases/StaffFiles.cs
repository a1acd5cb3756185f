using System.Net.Mime;
using FeedbackHub.App.Access;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FeedbackHub.App.Cases;

/// <summary>Files come and go by plain HTTP, not over the live connection: streamed, with progress, and nothing is held in memory.</summary>
public static class StaffFiles
{
    /// <summary>Where they are.</summary>
    public const string Path = "/staff/files";

    /// <summary>The header that carries the file's name, percent-encoded.</summary>
    public const string NameHeader = "X-File-Name";

    /// <summary>Maps up- and download.</summary>
    public static void MapStaffFiles(this WebApplication app)
    {
        app.MapPost(Path, UploadAsync).RequireAuthorization();
        app.MapGet(Path + "/{id:long}", DownloadAsync).RequireAuthorization();
    }

    /// <summary>The address of an attachment.</summary>
    public static string Of(FileView file) => $"{Path}/{file.Id}";

    private static async Task<IResult> UploadAsync(HttpContext context, IAntiforgery antiforgery, Actors actors, UploadedFiles uploads, CancellationToken cancel)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        if (await ActorAsync(context, actors, cancel) is not { StaffId: { } me } actor || !actor.Can(Permissions.CasesWork))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (context.Request.ContentLength > uploads.FileBytes)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = uploads.FileBytes + 1;
        }

        var name = Uri.UnescapeDataString(context.Request.Headers[NameHeader].ToString());
        return await uploads.KeepAsync(me, name, context.Request.Body, cancel) is { } reference
            ? Results.Text(reference)
            : Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
    }

    private static async Task<IResult> DownloadAsync(HttpContext context, long id, Actors actors, OpenAttachment open, CancellationToken cancel)
    {
        if (await ActorAsync(context, actors, cancel) is not { } actor)
        {
            return Results.NotFound();
        }

        var opened = await open.ExecuteAsync(actor, new OpenAttachment.Request(id), cancel);
        if (!opened.Succeeded)
        {
            return Results.NotFound();
        }

        // Whatever is in it, it is saved and never shown: not as a page, not with scripts, not from a cache.
        var file = opened.Value;
        var disposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
        disposition.SetHttpFileName(file.FileName);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.ContentLength = file.Size;
        return Results.Stream(file.Content, file.ContentType);
    }

    private static async Task<Actor?> ActorAsync(HttpContext context, Actors actors, CancellationToken cancel) =>
        CurrentStaff.IdOf(context.User) is { } id ? await actors.ForStaffAsync(id, cancel) : null;
}
