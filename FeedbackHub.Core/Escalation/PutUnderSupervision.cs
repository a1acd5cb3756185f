using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>Puts a case under supervision (督办): a report is due by a time; where it is late, those above are told.</summary>
public sealed class PutUnderSupervision(HubDatabase database, Limits limits) : IUseCase<PutUnderSupervision.Request, Done>
{
    /// <summary>Which case, what is to be reported, and by when.</summary>
    public sealed record Request(long CaseId, string Question, Instant ReportBy);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesOversee;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindCaseAsync(request.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            if (!await actor.MayOverseeAsync(change.Db, one, cancel))
            {
                return new NotAllowed(Requires);
            }

            if (actor.StaffId is not { } me)
            {
                return new NotAllowed(Requires);
            }

            if (Reasons.Problem(nameof(Request.Question), request.Question, limits) is { } problem)
            {
                return problem;
            }

            if (request.ReportBy <= change.Now || request.ReportBy > change.Now + Duration.FromDays(PromiseTarget.LongestDays))
            {
                return new Invalid(nameof(Request.ReportBy), "NotAhead");
            }

            if (!one.State.IsOpen())
            {
                return new CaseNotOpen(one.State);
            }

            if (await change.Db.Supervisions.AnyAsync(s => s.CaseId == one.Id && s.ReportedAt == null, cancel))
            {
                return new AlreadySupervised();
            }

            change.Db.Supervisions.Add(new Supervision { CaseId = one.Id, ById = me, At = change.Now, Question = request.Question.Trim(), ReportBy = request.ReportBy });
            one.News();
            var entry = change.Record(JournalKind.PutUnderSupervision, one, note: request.Question.Trim());
            entry.Until = request.ReportBy;
            change.Tell(entry, await Recipients.OfAsync(change.Db, one, Audience.Handler | Audience.DepartmentHead, cancel));
            return new Done();
        }, cancel);
}

/// <summary>A report is due on this case already.</summary>
public sealed record AlreadySupervised : Failure;
