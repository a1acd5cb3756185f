using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>Takes a case oneself and starts on it. Of two who claim, one gets it and the other is told who.</summary>
public sealed class ClaimCase(HubDatabase database) : IUseCase<ClaimCase.Request, Done>
{
    /// <summary>Which case.</summary>
    public sealed record Request(long CaseId);

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
            if (change.Actor.StaffId is not { } me)
            {
                return new NotAllowed(Requires);
            }

            if (one.HandlerId is { } other && other != me)
            {
                return new AlreadyTaken(await change.Db.Staff.Where(s => s.Id == other).Select(s => s.Name).SingleAsync(cancel));
            }

            if (one.HandlerId == me && one.State is CaseState.InProgress or CaseState.WaitingForCustomer)
            {
                return new Done();
            }

            return (await change.RefusalAsync(one, cancel) ?? change.Take(one, me)) is { } failure ? failure : new Done();
        }, cancel);
}

/// <summary>Somebody else was faster.</summary>
/// <param name="HandlerName">Who has it.</param>
public sealed record AlreadyTaken(string HandlerName) : Failure;

/// <summary>Taking a case: the first who works it owns it.</summary>
internal static class Taking
{
    /// <summary>Moves the case to this handler, in progress.</summary>
    public static Failure? Take(this Change change, Case one, long staffId)
    {
        var takesBack = one.ResponsibleDepartmentId is not null && !change.Actor.SeesAllDepartments
            && !change.Actor.Departments.Contains(one.DepartmentId) && one.HandlerId != staffId;
        var first = one.ResponsibleDepartmentId;
        if (one.Move(CaseAction.Claim, change.Now) is { } failure)
        {
            return failure;
        }

        if (takesBack)
        {
            // Nobody has accepted it yet, and who answers for it takes it again: it is their department's as before.
            (one.DepartmentId, one.HandedOverFromDepartmentId, one.HandedOverFromStaffId) = (first!.Value, null, null);
        }

        one.HandlerId = staffId;
        change.Record(JournalKind.Claimed, one);
        return null;
    }

    /// <summary>
    /// Whoever answers an open case that is nobody's, or their own and not started, takes it; everybody else may help out
    /// without owning it.
    /// </summary>
    public static Failure? TakeIfNobodyStarted(this Change change, Case one) =>
        change.Actor.StaffId is { } me && CaseLifecycle.Next(one.State, CaseAction.Claim) is not null
            && (one.HandlerId is null || (one.HandlerId == me && one.State is (CaseState.New or CaseState.Accepted or CaseState.Assigned)))
            ? change.Take(one, me)
            : null;
}
