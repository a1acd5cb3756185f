using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>Hands a case over to a department or a person, with a reason the receiver reads (R2.1.2). The receiver claims it, or returns it.</summary>
public sealed class AssignCase(HubDatabase database, Limits limits) : IUseCase<AssignCase.Request, Done>
{
    /// <summary>Which case, to whom: a department, and a person of it where named; why; and a note for the receiver.</summary>
    public sealed record Request(long CaseId, long? DepartmentId, long? StaffId, string Reason = "");

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

            var one = found.Value;
            if (request.Reason.Length > limits.Text)
            {
                return new Invalid(nameof(Request.Reason), "TooLong", limits.Text, request.Reason.Length);
            }

            var target = await TargetAsync(change.Db, one, request, cancel);
            if (!target.Succeeded)
            {
                return target.Failure;
            }

            var (department, staff) = target.Value;
            if (department != one.DepartmentId && string.IsNullOrWhiteSpace(request.Reason))
            {
                return new Invalid(nameof(Request.Reason), "ReasonMissing");
            }

            var (fromDepartment, fromStaff) = (one.DepartmentId, one.HandlerId ?? change.Actor.StaffId);
            if (one.Move(CaseAction.Assign, change.Now) is { } failure)
            {
                return failure;
            }

            one.GiveTo(department);
            one.HandlerId = staff;
            if (department != fromDepartment)
            {
                (one.HandedOverFromDepartmentId, one.HandedOverFromStaffId) = (fromDepartment, fromStaff);
            }

            one.Attention = one.Attention == Attention.Returned ? Attention.None : one.Attention;
            one.News();
            change.Record(JournalKind.Assigned, one, note: request.Reason);
            return new Done();
        }, cancel);

    private static async Task<Result<(long Department, long? Staff)>> TargetAsync(HubContext db, Case one, Request request, CancellationToken cancel)
    {
        if (request.StaffId is { } staffId)
        {
            var person = await db.Staff.Include(s => s.Departments).AsNoTracking().SingleOrDefaultAsync(s => s.Id == staffId && !s.Disabled, cancel);
            if (person is null || !Permissions.Of(person.Roles).Contains(Permissions.CasesWork))
            {
                return new Invalid(nameof(Request.StaffId), "NotAHandler");
            }

            if (one.ConcernsStaffId == staffId)
            {
                return new Invalid(nameof(Request.StaffId), "ConcernedPerson");
            }

            if (await TookPart.Of(db, one, staffId, cancel))
            {
                return new TookPartInIt();
            }

            var theirs = person.Departments.Select(d => d.DepartmentId).ToHashSet();
            var department = request.DepartmentId ?? (theirs.Contains(one.DepartmentId) || theirs.Count == 0 ? one.DepartmentId : theirs.Min());
            if (theirs.Count > 0 && !theirs.Contains(department))
            {
                return new Invalid(nameof(Request.StaffId), "NotInDepartment");
            }

            return request.DepartmentId is null || await IsOpenAsync(db, department, cancel)
                ? (department, staffId)
                : new Invalid(nameof(Request.DepartmentId), "Choose");
        }

        return request.DepartmentId is { } id && await IsOpenAsync(db, id, cancel)
            ? (id, (long?)null)
            : new Invalid(nameof(Request.DepartmentId), "Choose");
    }

    private static Task<bool> IsOpenAsync(HubContext db, long departmentId, CancellationToken cancel) =>
        db.Departments.AnyAsync(d => d.Id == departmentId && !d.Disabled, cancel);
}
