using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Escalation;

/// <summary>
/// A supervisor grants more time, or does not. Granted, the customer is written to in the words meant for them; never by whoever asked,
/// and not once the promise is broken (R5.3.2).
/// </summary>
public sealed class DecideExtension(HubDatabase database, PromiseBook promises, Limits limits) : IUseCase<DecideExtension.Request, Done>
{
    /// <summary>Which, whether, and what is said to the asker (required where it is not granted).</summary>
    public sealed record Request(long ExtensionId, bool Grant, string Answer);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesOversee;

    /// <inheritdoc />
    public async Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires) || actor.StaffId is not { } me)
        {
            return new NotAllowed(Requires);
        }

        return await database.WriteAsync<Done>(actor, async change =>
        {
            var asked = await change.Db.Extensions.SingleOrDefaultAsync(e => e.Id == request.ExtensionId, cancel);
            if (asked is null)
            {
                return new NotFound();
            }

            var found = await change.FindCaseAsync(asked.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            if (!await actor.MayOverseeAsync(change.Db, one, cancel))
            {
                return new NotAllowed(Requires);
            }

            if (await change.RefusalAsync(one, cancel) is { } refusal)
            {
                return refusal;
            }

            if (asked.AskedById == me)
            {
                return new NotByTheSame();
            }

            if (asked.Granted is not null)
            {
                return new AlreadyDecided();
            }

            if (!request.Grant && Reasons.Problem(nameof(Request.Answer), request.Answer, limits) is { } problem)
            {
                return problem;
            }

            var promise = (await promises.ReplayAsync(change.Db, one, cancel)).Current(asked.Promise);
            var open = promise is { State: PromiseState.Running or PromiseState.Paused } && promise.Generation == asked.Generation;
            if (request.Grant && (!open || promise!.DueAt < change.Now || asked.Until <= change.Now))
            {
                return new PromiseBroken(asked.Promise);
            }

            (asked.Granted, asked.DecidedAt, asked.DecidedById, asked.Answer) = (request.Grant, change.Now, me, request.Answer.Trim());
            var entry = request.Grant
                ? change.Record(JournalKind.Extended, one, change.Inform(one, asked.Words), asked.Answer)
                : change.Record(JournalKind.ExtensionRefused, one, note: asked.Answer);
            (entry.Promise, entry.Until) = (asked.Promise, asked.Until);
            change.Tell(entry, [asked.AskedById, .. await Recipients.OfAsync(change.Db, one, Audience.Handler, cancel)]);
            return new Done();
        }, cancel);
    }
}

/// <summary>It takes another person than the one who asked, or works the case.</summary>
public sealed record NotByTheSame : Failure;

/// <summary>Somebody has decided it already.</summary>
public sealed record AlreadyDecided : Failure;
