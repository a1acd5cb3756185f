using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Escalation;

/// <summary>
/// What becomes of a case whose customer does not answer: they are reminded, told of the closing, and the case is closed. What was done is in
/// the journal, so that it is done once.
/// </summary>
public sealed class RemindCustomer(HubDatabase database, PromiseBook promises)
{
    /// <summary>Does what is owed now in one case. False where nothing is.</summary>
    public async Task<bool> RemindAsync(long caseId, CancellationToken cancel = default)
    {
        var done = await database.WriteAsync<bool>(Actor.System, async change =>
        {
            if (await change.Db.Cases.Include(c => c.Promises).SingleOrDefaultAsync(c => c.Id == caseId, cancel) is not { } one)
            {
                return false;
            }

            var waiting = (await promises.ReplayAsync(change.Db, one, cancel)).Waiting;
            if (waiting?.StepFor(one) is not { } next || next.At > change.Now)
            {
                one.WaitingStepAt = waiting?.StepFor(one)?.At;
                return false;
            }

            if (next.Closes)
            {
                return Close(change, one);
            }

            var entry = change.Record(JournalKind.Reminded, one);
            entry.Until = one.Review == ReviewStage.Asked || one.Severity == Severity.Major ? null : waiting.Limit.ClosesAfter(change.Now, waiting.Reminded.Count + 1, waiting.Calendar);
            return true;
        }, cancel);
        return done.Value;
    }

    private static Result<bool> Close(Change change, Case one)
    {
        if (one.Move(CaseAction.Lapse, change.Now) is { } failure)
        {
            return failure;
        }

        change.Record(JournalKind.Lapsed, one);
        return true;
    }
}
