using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Majors;

/// <summary>
/// Gives a department its task in a major case: the first opens the joint group, which the owning department leads. From then on
/// the people of the assisting department read the case, and an approval given before counts no longer.
/// </summary>
public sealed class GiveGroupTask(HubDatabase database, Limits limits) : IUseCase<GiveGroupTask.Request, Done>
{
    /// <summary>In which case, to which department, what it has to do, and by when it is to report.</summary>
    public sealed record Request(long CaseId, long DepartmentId, string Text, Instant DueAt);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindMajorAsync(request.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            var problems = await ProblemsAsync(change, one, request, cancel);
            if (problems.Count > 0)
            {
                return new Invalid(problems);
            }

            if (!DepartmentPath.Has(one.Assisting, request.DepartmentId))
            {
                // What it did not report in an earlier group is forgotten.
                var earlier = await change.Db.GroupTasks.Where(t => t.CaseId == one.Id && t.DepartmentId == request.DepartmentId && t.ReportedAt == null).ToListAsync(cancel);
                earlier.ForEach(t => t.Void = true);
            }

            one.Assisting = DepartmentPath.With(one.Assisting, request.DepartmentId);
            (await change.MajorOfAsync(one, cancel)).Unapprove();
            change.Db.GroupTasks.Add(new GroupTask
            {
                CaseId = one.Id,
                DepartmentId = request.DepartmentId,
                Text = request.Text,
                GivenAt = change.Now,
                DueAt = request.DueAt,
            });
            one.News();
            change.Record(JournalKind.GroupOpened, one, note: request.Text);
            return new Done();
        }, cancel);

    private async Task<List<FieldProblem>> ProblemsAsync(Change change, Case one, Request request, CancellationToken cancel)
    {
        var problems = new List<FieldProblem>();
        if (request.DepartmentId == one.DepartmentId || !await change.Db.Departments.AnyAsync(d => d.Id == request.DepartmentId && !d.Disabled, cancel))
        {
            problems.Add(new FieldProblem(nameof(Request.DepartmentId), request.DepartmentId == one.DepartmentId ? "LeadAssists" : "Choose"));
        }

        if (Answers.TextProblem(request.Text, limits) is { } text)
        {
            problems.AddRange(text.Problems);
        }

        if (request.DueAt <= change.Now)
        {
            problems.Add(new FieldProblem(nameof(Request.DueAt), "DuePast"));
        }

        return problems;
    }
}
