using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Majors;

/// <summary>Lowers a major case to a general one, with a reason: those who oversee it alone can. Its joint group ends, and its promises follow.</summary>
public sealed class LowerMajor(HubDatabase database, Limits limits) : IUseCase<LowerMajor.Request, Done>
{
    /// <summary>Which case, and why.</summary>
    public sealed record Request(long CaseId, string Reason);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesOversee;

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
            if (!await change.Actor.MayOverseeAsync(change.Db, one, cancel))
            {
                return new NotAllowed(Requires);
            }

            if (Reasons.Problem(nameof(Request.Reason), request.Reason, limits) is { } problem)
            {
                return problem;
            }

            (one.Severity, one.Assisting) = (Severity.General, "");
            one.News();
            change.Record(JournalKind.Edited, one, note: request.Reason);
            return new Done();
        }, cancel);
}
