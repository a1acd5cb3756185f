using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>
/// Sends a case that was handed over back to where it came from, with reason and basis, within some working hours (退单). It
/// shows there as returned; who has left meanwhile does not get it back, their department does. With the last return that the
/// rules allow it goes to the fallback department instead, whose decision cannot be sent back.
/// </summary>
public sealed class ReturnCase(HubDatabase database, PromiseBook promises, CaseRules rules, Limits limits) : IUseCase<ReturnCase.Request, Done>
{
    /// <summary>Which case, why it is not theirs, and the rule or list of duties that says so.</summary>
    public sealed record Request(long CaseId, string Reason, string Basis);

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
            var problems = new[] { Reasons.Problem(nameof(Request.Reason), request.Reason, limits), BasisProblem(request.Basis) }
                .OfType<Invalid>().SelectMany(p => p.Problems).ToList();
            if (problems.Count > 0)
            {
                return new Invalid(problems);
            }

            if (CaseLifecycle.Next(one.State, CaseAction.Return) is null
                || await ReturnWindow.OfAsync(change.Db, one, promises, rules, change.Now, cancel) is not { } window)
            {
                return new IllegalMove(one.State, CaseAction.Return);
            }

            if ((window.Bar ?? one.Move(CaseAction.Return, change.Now)) is { } failure)
            {
                return failure;
            }

            await SendBackAsync(change, one, request, cancel);
            return new Done();
        }, cancel);

    private async Task SendBackAsync(Change change, Case one, Request request, CancellationToken cancel)
    {
        var sent = new CaseReturn
        {
            CaseId = one.Id,
            At = change.Now,
            FromDepartmentId = one.DepartmentId,
            ToDepartmentId = one.HandedOverFromDepartmentId!.Value,
            Reason = request.Reason,
            Basis = request.Basis,
        };
        one.GiveTo(sent.ToDepartmentId);
        one.HandlerId = one.HandedOverFromStaffId == one.ConcernsStaffId ? null : one.HandedOverFromStaffId;
        one.HandlerId = one.HandlerId is { } back && await TookPart.Of(change.Db, one, back, cancel) ? null : one.HandlerId;
        (one.HandedOverFromDepartmentId, one.HandedOverFromStaffId) = (null, null);
        one.Attention = Attention.Returned;
        one.Returns++;
        one.News();
        await change.DropHandlerWhoLeftAsync(one, cancel);
        change.Db.Returns.Add(sent);
        change.Record(JournalKind.Returned, one, note: request.Reason);
        if (one.Returns >= rules.Returns)
        {
            var fallback = await FallbackAsync(change.Db, cancel);
            one.GiveTo(fallback);
            (one.HandlerId, one.ReturnsDecided, sent.DecidedByDepartmentId) = (null, true, fallback);
            change.Record(JournalKind.ReturnsDecided, one);
        }
    }

    /// <summary>The department that administrators chose for it, else the first that is open.</summary>
    private static Task<long> FallbackAsync(HubContext db, CancellationToken cancel) =>
        db.Departments.Where(d => !d.Disabled).OrderByDescending(d => d.Fallback).ThenBy(d => d.Id).Select(d => d.Id).FirstAsync(cancel);

    private Invalid? BasisProblem(string basis) =>
        string.IsNullOrWhiteSpace(basis) ? new Invalid(nameof(Request.Basis), "BasisMissing")
        : basis.Length > limits.Text ? new Invalid(nameof(Request.Basis), "TooLong", limits.Text, basis.Length)
        : null;
}
