using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Majors;

/// <summary>Declares an open case major, with a reason: its superiors are told at once, and it is watched until it ends (R2.3.2).</summary>
public sealed class DeclareMajor(HubDatabase database, Limits limits) : IUseCase<DeclareMajor.Request, Done>
{
    /// <summary>Which case, and why.</summary>
    public sealed record Request(long CaseId, string Reason);

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
            if (Reasons.Problem(nameof(Request.Reason), request.Reason, limits) is { } problem)
            {
                return problem;
            }

            if (one.EndedAt is not null || one.Severity == Severity.Major)
            {
                return one.EndedAt is not null ? new NotMajor() : new AlreadyMajor();
            }

            await change.DeclareAsync(one, request.Reason, cancel);
            return new Done();
        }, cancel);
}
