using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Majors;

/// <summary>
/// A superior approves that a major case may be decided: never its handler nor the person complained about (<see cref="Oversight"/>),
/// and only once every assisting department has reported.
/// </summary>
public sealed class ApproveMajor(HubDatabase database, Limits limits) : IUseCase<ApproveMajor.Request, Done>
{
    /// <summary>Which case, and what they want to say with it; nothing need be said.</summary>
    public sealed record Request(long CaseId, string Remark = "");

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

            if (request.Remark.Length > limits.Text)
            {
                return new Invalid(nameof(Request.Remark), "TooLong", limits.Text, request.Remark.Length);
            }

            if (await change.Db.OwedAsync(one, cancel) is { Count: > 0 } owed)
            {
                return new MajorIncomplete(owed, Approved: true);
            }

            var major = await change.MajorOfAsync(one, cancel);
            (major.ApprovedAt, major.ApprovedById, major.ApprovedBy) = (change.Now, change.Actor.StaffId, change.Actor.Name);
            one.News();
            change.Record(JournalKind.MajorApproved, one, note: request.Remark);
            return new Done();
        }, cancel);
}
