using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Majors;

/// <summary>What can be done about a case as a major one.</summary>
[Flags]
public enum MajorActions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Declare it.</summary>
    Declare = 1,

    /// <summary>Give a department its task.</summary>
    Give = 2,

    /// <summary>Say how things stand.</summary>
    Tell = 4,

    /// <summary>Approve that it may be decided.</summary>
    Approve = 8,

    /// <summary>Lower it.</summary>
    Lower = 16,
}

/// <summary>A task in a major case.</summary>
/// <param name="Id">Which.</param>
/// <param name="Department">Whose.</param>
/// <param name="Text">What it has to do.</param>
/// <param name="DueAt">By when it is to be reported.</param>
/// <param name="ReportedAt">When it was; null while it is owed.</param>
/// <param name="ReportedBy">By whom.</param>
/// <param name="Report">What was found and done.</param>
/// <param name="Void">True where it ended unreported with its group.</param>
/// <param name="MayReport">True where this actor can report it now.</param>
public sealed record GroupTaskView(
    long Id, NamedBilingual Department, string Text, Instant DueAt, Instant? ReportedAt, string ReportedBy, string Report, bool Void, bool MayReport);

/// <summary>A case as a major one.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="IsMajor">False for a general one: then only <paramref name="May"/> says anything.</param>
/// <param name="DeclaredAt">Since when.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Situation">How things stand; may be empty.</param>
/// <param name="SituationAt">When that was told.</param>
/// <param name="SituationBy">By whom.</param>
/// <param name="Approved">The approval that counts now, or by which it was decided: by whom and when; null without one.</param>
/// <param name="Tasks">The tasks of the joint group, in the order they were given.</param>
/// <param name="May">What this actor can do.</param>
public sealed record MajorView(
    long CaseId, bool IsMajor, Instant DeclaredAt, string Reason, string Situation, Instant? SituationAt, string SituationBy,
    (string By, Instant At)? Approved, IReadOnlyList<GroupTaskView> Tasks, MajorActions May)
{
    internal static async Task<MajorView> OfAsync(HubContext db, Actor actor, Case one, CancellationToken cancel)
    {
        var major = await db.Majors.SingleOrDefaultAsync(m => m.CaseId == one.Id, cancel);
        var tasks = await db.GroupTasks.Where(t => t.CaseId == one.Id).OrderBy(t => t.Id)
            .Select(t => new { Task = t, db.Departments.First(d => d.Id == t.DepartmentId).Name })
            .ToListAsync(cancel);
        var watched = one is { Severity: Severity.Major, EndedAt: null };
        return new MajorView(
            one.Id, one.Severity == Severity.Major, major?.DeclaredAt ?? one.ReceivedAt, major?.Reason ?? "", major?.Situation ?? "", major?.SituationAt,
            major?.SituationBy ?? "", (one.State.IsOpen() ? major.Approves(one) : major?.ApprovedAt is not null) ? (major!.ApprovedBy, major.ApprovedAt!.Value) : null,
            tasks.ConvertAll(t => Of(t.Task, t.Name)), await MayAsync(db, actor, one, watched, cancel));

        GroupTaskView Of(GroupTask task, Bilingual name)
        {
            var open = watched && !task.Void && DepartmentPath.Has(one.Assisting, task.DepartmentId);
            return new GroupTaskView(
                task.Id, new NamedBilingual(task.DepartmentId, name), task.Text, task.DueAt, task.ReportedAt, task.ReportedBy, task.Report,
                task.ReportedAt is null && !open, task.ReportedAt is null && open && ReportGroupTask.MayReport(actor, task.DepartmentId));
        }
    }

    private static async Task<MajorActions> MayAsync(HubContext db, Actor actor, Case one, bool watched, CancellationToken cancel)
    {
        var works = actor.MayWork(one);
        if (!watched)
        {
            return works && one.EndedAt is null ? MajorActions.Declare : MajorActions.None;
        }

        var oversees = await actor.MayOverseeAsync(db, one, cancel);
        return (works ? MajorActions.Give | MajorActions.Tell : MajorActions.None)
            | (oversees ? MajorActions.Tell | MajorActions.Approve | MajorActions.Lower : MajorActions.None);
    }
}
