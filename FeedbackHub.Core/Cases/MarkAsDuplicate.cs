using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>Declares a case the same matter as another one, in which it goes on.</summary>
public sealed class MarkAsDuplicate(HubDatabase database) : IUseCase<MarkAsDuplicate.Request, Done>
{
    /// <summary>Which case, and the number of the one in which it goes on.</summary>
    public sealed record Request(long CaseId, string OriginalNumber);

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
            var number = CaseNumbers.Whole(request.OriginalNumber) ?? "";
            var original = await change.Db.Cases.VisibleTo(change.Actor).AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, cancel);
            if (original is null)
            {
                return new Invalid(nameof(Request.OriginalNumber), "NoSuchCase");
            }

            if (original.Id == one.Id || original.DuplicateOfId is not null)
            {
                return new Invalid(nameof(Request.OriginalNumber), original.Id == one.Id ? "SameCase" : "OriginalIsDuplicate");
            }

            if (one.Move(CaseAction.MarkDuplicate, change.Now) is { } failure)
            {
                return failure;
            }

            (one.DuplicateOfId, one.DecidedAt, one.Attention) = (original.Id, change.Now, Attention.None);
            change.Record(JournalKind.MarkedDuplicate, one, note: original.Number);
            return new Done();
        }, cancel);
}
