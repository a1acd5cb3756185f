using System.Text;
using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Audit;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace FeedbackHub.App.Admin;

/// <summary>The audit as a file. Sent while it is read, so that it may be of any length.</summary>
public static class AuditEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapAudit(this WebApplication app) => app.MapGet(AuditAddress.CsvPath, SendAsync).RequireAuthorization();

    private static async Task SendAsync(HttpContext context, Actors actors, ExportAudit export, PreviewPromise preview)
    {
        var actor = CurrentStaff.IdOf(context.User) is { } id ? await actors.ForStaffAsync(id, context.RequestAborted) : null;
        if (actor is null || !actor.Can(ExportAudit.Requires))
        {
            await StaffFaults.Refused().ExecuteAsync(context);
            return;
        }

        var promised = await preview.ExecuteAsync(actor, new PreviewPromise.Request(CaseKind.Complaint), context.RequestAborted);
        var zone = DateTimeZoneProviders.Tzdb[promised.Succeeded ? promised.Value.Zone : "UTC"];
        var asked = AuditAddress.Read(context.Request.QueryString.Value ?? "").Filter(zone);
        var exported = await export.ExecuteAsync(actor, new ExportAudit.Request(asked));
        if (!exported.Succeeded)
        {
            await StaffFaults.Refused().ExecuteAsync(context);
            return;
        }

        var made = exported.Value;

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = made.FileName }.ToString();
        await foreach (var piece in made.Lines.WithCancellation(context.RequestAborted))
        {
            await context.Response.WriteAsync(piece, Encoding.UTF8, context.RequestAborted);
        }
    }
}
