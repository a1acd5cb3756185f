using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// Declares a case the same matter as another one, in which it goes on. What was a duplicate of it until now becomes one of that
/// other case: every duplicate names the case in which it goes on, and never another duplicate.
/// </summary>
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

            if ((await change.RefusalAsync(one, cancel) ?? one.Move(CaseAction.MarkDuplicate, change.Now)) is { } failure)
            {
                return failure;
            }

            (one.DuplicateOfId, one.DecidedAt, one.Attention) = (original.Id, change.Now, Attention.None);
            change.Record(JournalKind.MarkedDuplicate, one, note: original.Number);
            foreach (var earlier in await change.Db.Cases.Where(c => c.DuplicateOfId == one.Id).OrderBy(c => c.Id).ToListAsync(cancel))
            {
                earlier.DuplicateOfId = original.Id;
                change.Record(JournalKind.MarkedDuplicate, earlier, note: original.Number);
            }

            return new Done();
        }, cancel);
}
