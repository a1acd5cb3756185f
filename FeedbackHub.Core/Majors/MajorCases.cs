using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Majors;

/// <summary>What the use cases on major cases have in common.</summary>
internal static class MajorCases
{
    /// <summary>Makes an open case major and tells its superiors so, who are those of <see cref="Oversight"/>. Call it after altering the case.</summary>
    public static async Task DeclareAsync(this Change change, Case one, string reason, CancellationToken cancel)
    {
        one.Severity = Severity.Major;
        var major = await change.MajorOfAsync(one, cancel);
        (major.DeclaredAt, major.Reason, major.Situation, major.SituationAt, major.SituationBy) = (change.Now, reason, "", null, "");
        major.Unapprove();
        one.News();
        await change.TellOverseersAsync(change.Record(JournalKind.DeclaredMajor, one, note: reason), one, cancel);
    }

    /// <summary>The row of a major case, made where it is not there yet.</summary>
    public static async Task<MajorCase> MajorOfAsync(this Change change, Case one, CancellationToken cancel) =>
        await change.Db.Majors.SingleOrDefaultAsync(m => m.CaseId == one.Id, cancel)
        ?? change.Db.Majors.Add(new MajorCase { CaseId = one.Id, DeclaredAt = one.ReceivedAt }).Entity;

    /// <summary>The case, tracked, where it is major and has not ended; else the failure.</summary>
    public static async Task<Result<Case>> FindMajorAsync(this Change change, long caseId, string permission, CancellationToken cancel)
    {
        var found = await change.FindCaseAsync(caseId, permission, cancel);
        return !found.Succeeded ? found.Failure
            : found.Value is { Severity: Severity.Major, EndedAt: null } one ? one
            : new NotMajor();
    }

    /// <summary>
    /// What a major case still lacks before it can be decided: departments whose report is owed, and the approval of a superior
    /// given since it was last decided, who is not the one who decides. Null where it lacks nothing, or is not major.
    /// </summary>
    public static async Task<MajorIncomplete?> MissingAsync(this HubContext db, Case one, long? decider, CancellationToken cancel)
    {
        if (one.Severity != Severity.Major)
        {
            return null;
        }

        var owed = await db.OwedAsync(one, cancel);
        var major = await db.Majors.AsNoTracking().SingleOrDefaultAsync(m => m.CaseId == one.Id, cancel);
        var approved = major.Approves(one) && (decider is null || major!.ApprovedById != decider);
        return owed.Count == 0 && approved ? null : new MajorIncomplete(owed, approved);
    }

    /// <summary>The departments whose report is owed, each once, by their number.</summary>
    public static async Task<EqualList<Bilingual>> OwedAsync(this HubContext db, Case one, CancellationToken cancel)
    {
        var owed = await db.GroupTasks.Where(t => t.CaseId == one.Id && t.ReportedAt == null && !t.Void).Select(t => t.DepartmentId).Distinct().ToListAsync(cancel);
        owed.RemoveAll(id => !DepartmentPath.Has(one.Assisting, id));
        return new(await db.Departments.Where(d => owed.Contains(d.Id)).OrderBy(d => d.Id).Select(d => d.Name).ToListAsync(cancel));
    }

    /// <summary>True where the approval still counts: a case decided before and opened again needs a new one, and so does one that the approver handles by now.</summary>
    public static bool Approves(this MajorCase? major, Case one) =>
        major is { ApprovedAt: { } at, ApprovedById: { } by } && (one.DecidedAt is null || at > one.DecidedAt) && by != one.HandlerId && by != one.ConcernsStaffId;

    /// <summary>An approval given before counts no longer.</summary>
    public static void Unapprove(this MajorCase major) => (major.ApprovedAt, major.ApprovedById, major.ApprovedBy) = (null, null, "");
}

/// <summary>The case is not (or no longer) a major one that is open.</summary>
public sealed record NotMajor : Failure;

/// <summary>It is one already.</summary>
public sealed record AlreadyMajor : Failure;

/// <summary>A major case is lowered by those who oversee it alone, with a reason.</summary>
public sealed record MajorStands : Failure;

/// <summary>A major case lacks something before it can be decided.</summary>
/// <param name="Departments">Whose report is owed.</param>
/// <param name="Approved">Whether a superior has approved.</param>
public sealed record MajorIncomplete(EqualList<Bilingual> Departments, bool Approved) : Failure;

/// <summary>The department has reported this already.</summary>
/// <param name="ByName">Who reported.</param>
public sealed record AlreadyReported(string ByName) : Failure;
