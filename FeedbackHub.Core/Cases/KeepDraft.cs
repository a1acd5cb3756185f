using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>Keeps what a handler is typing, so that neither a lost connection nor a restart loses it. An empty text drops the draft.</summary>
public sealed class KeepDraft(HubDatabase database, Limits limits) : IUseCase<KeepDraft.Request, Done>
{
    /// <summary>In which case and box, and what.</summary>
    public sealed record Request(long CaseId, string Box, string Text);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public async Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.StaffId is not { } me || !actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        if (request.Text.Length > limits.Text)
        {
            return new Invalid(nameof(Request.Text), "TooLong", limits.Text, request.Text.Length);
        }

        Failure? failure = null;
        await database.WritePersonalAsync(async db =>
        {
            if (!await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == request.CaseId, cancel))
            {
                failure = new NotFound();
                return;
            }

            var draft = await db.Drafts.FindAsync([me, request.CaseId, request.Box], cancel);
            if (request.Text.Length == 0)
            {
                if (draft is not null)
                {
                    db.Drafts.Remove(draft);
                }

                return;
            }

            if (draft is null)
            {
                db.Drafts.Add(draft = new Draft { StaffId = me, CaseId = request.CaseId, Box = request.Box });
            }

            (draft.Text, draft.At) = (request.Text, database.Now);
        }, cancel);
        return failure is null ? new Done() : failure;
    }
}
