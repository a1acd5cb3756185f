using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Majors;

/// <summary>Reports what an assisting department found and did in a major case. Its own people do, or a supervisor for them.</summary>
public sealed class ReportGroupTask(HubDatabase database, Limits limits) : IUseCase<ReportGroupTask.Request, Done>
{
    /// <summary>In which case, which task, and the report.</summary>
    public sealed record Request(long CaseId, long TaskId, string Text);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync<Done>(actor, async change =>
        {
            if (!change.Actor.Can(Requires))
            {
                return new NotAllowed(Requires);
            }

            // Whoever assists reads the case and does not work it; the task is theirs all the same.
            var found = await change.FindMajorAsync(request.CaseId, Permissions.CasesRead, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            var task = await change.Db.GroupTasks.SingleOrDefaultAsync(t => t.Id == request.TaskId && t.CaseId == one.Id && !t.Void, cancel);
            if (task is null || !DepartmentPath.Has(one.Assisting, task.DepartmentId))
            {
                return new NotFound();
            }

            if (!MayReport(change.Actor, task.DepartmentId))
            {
                return new NotAllowed(Requires);
            }

            if (Answers.TextProblem(request.Text, limits) is { } problem)
            {
                return problem;
            }

            if (task.ReportedAt is not null)
            {
                return new AlreadyReported(task.ReportedBy);
            }

            (task.ReportedAt, task.ReportedBy, task.Report) = (change.Now, change.Actor.Name, request.Text);
            one.News();
            change.Record(JournalKind.TaskReported, one, note: request.Text);
            return new Done();
        }, cancel);

    internal static bool MayReport(Actor actor, long departmentId) =>
        actor.Can(Requires) && (actor.SeesAllDepartments || actor.Departments.Contains(departmentId));
}
