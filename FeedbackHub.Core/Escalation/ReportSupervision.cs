using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Escalation;

/// <summary>Gives the report that supervision asked for: the overseer is told, and supervision ends.</summary>
public sealed class ReportSupervision(HubDatabase database, Limits limits) : IUseCase<ReportSupervision.Request, Done>
{
    /// <summary>On which case, and what.</summary>
    public sealed record Request(long CaseId, string Report);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindCaseAsync(request.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            if (Reasons.Problem(nameof(Request.Report), request.Report, limits) is { } problem)
            {
                return problem;
            }

            if (await change.Db.Supervisions.SingleOrDefaultAsync(s => s.CaseId == request.CaseId && s.ReportedAt == null, cancel) is not { } supervision)
            {
                return new NotFound();
            }

            (supervision.Report, supervision.ReportedAt, supervision.ReportedById) = (request.Report.Trim(), change.Now, actor.StaffId);
            var entry = change.Record(JournalKind.SupervisionReported, found.Value, note: supervision.Report);
            change.Tell(entry, [supervision.ById]);
            return new Done();
        }, cancel);
}
