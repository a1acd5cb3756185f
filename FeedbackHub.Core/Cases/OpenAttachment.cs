using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>Opens a file for downloading: for staff who may see the case, and for its customer unless it came with an internal note.</summary>
public sealed class OpenAttachment(HubDatabase database, FileStore files) : IUseCase<OpenAttachment.Request, OpenedFile>
{
    /// <summary>Which attachment.</summary>
    public sealed record Request(long AttachmentId);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<OpenedFile>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires) && !actor.Can(Permissions.CasesFollow))
        {
            return new NotAllowed(Requires);
        }

        var found = await database.ReadAsync(
            db => (from a in db.Attachments
                   join c in db.Cases.VisibleTo(actor) on a.CaseId equals c.Id
                   where a.Id == request.AttachmentId
                   where actor.Kind != ActorKind.Customer || a.MessageId == null || db.Messages.Any(m => m.Id == a.MessageId && !m.Internal)
                   select a).SingleOrDefaultAsync(cancel),
            cancel);
        return found is null || !files.Has(found.Sha256)
            ? new NotFound()
            : new OpenedFile(found.FileName, found.ContentType, found.Size, files.Open(found.Sha256));
    }
}

/// <summary>A file being read; the receiver closes the stream.</summary>
public sealed record OpenedFile(string FileName, string ContentType, long Size, Stream Content);
