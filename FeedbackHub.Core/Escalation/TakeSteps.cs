using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>
/// Takes the steps of the ladder that are owed in one case. Each is a journal entry, and the journal is what tells that it was taken: so
/// it is taken once, whatever restarts or nodes there are between. After a standstill the entry holds both times, when it was to be
/// taken and when it was.
/// </summary>
public sealed class TakeSteps(HubDatabase database, PromiseBook promises)
{
    /// <summary>Answers how many steps were taken.</summary>
    public async Task<int> TakeAsync(long caseId, CancellationToken cancel = default)
    {
        var taken = await database.WriteAsync<int>(Actor.System, async change =>
        {
            if (await change.Db.Cases.Include(c => c.Promises).SingleOrDefaultAsync(c => c.Id == caseId, cancel) is not { } one)
            {
                return 0;
            }

            var ladder = (await promises.PolicyAsync(change.Db, one.PolicyVersionId, cancel)).Ladder;
            var count = 0;
            foreach (var promise in await promises.ReplayAsync(change.Db, one, cancel))
            {
                var owed = ladder.Owed(promise, change.Now);
                foreach (var (step, at) in owed)
                {
                    var tells = step == owed[^1].Step ? owed.Where(o => o.At == at).Aggregate(Audience.None, (all, o) => all | o.Step.Tells) : Audience.None;
                    await TakeAsync(change, one, promise, step, at, tells, cancel);
                }

                if (owed.Count == 0 && one.Promises.Find(p => p.Kind == promise.Kind && p.Generation == promise.Generation) is { } stored)
                {
                    // Stored by an earlier version, which did not know.
                    stored.NextStepAt = ladder.Next(promise)?.At;
                }

                count += owed.Count;
                if (owed.Count > 0 && !(promise.NewTime > change.Now) && owed.Any(o => o.Step.Tells.HasFlag(Audience.Customer)))
                {
                    Apologise(change, one, promise, ladder);
                }
            }

            return count;
        }, cancel);
        return taken.Value;
    }

    /// <summary>Of several steps at once people are told the last: it says more than those before. Those of the same moment are one to them.</summary>
    private static async Task TakeAsync(Change change, Case one, Promise promise, LadderStep step, Instant at, Audience tells, CancellationToken cancel)
    {
        var entry = change.Record(JournalKind.Escalated, one);
        (entry.Promise, entry.Step, entry.Until) = (promise.Kind, step.Id, at);
        if (tells != Audience.None)
        {
            change.Tell(entry, await Recipients.OfAsync(change.Db, one, tells, cancel));
        }
    }

    /// <summary>The customer reads it on their page, in their language, with the new time.</summary>
    private static void Apologise(Change change, Case one, Promise promise, Ladder ladder)
    {
        if (ladder.NewTime.DueFrom(change.Now, promise.Calendar) is { } until)
        {
            var entry = change.Record(JournalKind.PromisedAnew, one);
            (entry.Promise, entry.Until) = (promise.Kind, until);
        }
    }
}
