using System.Globalization;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>
/// Replays every case from the journal and compares what is stored of it: promises, next due time, place in the queue, tallies. There
/// must be no difference; where there is one (a fault of the hub, a hand in the database) it can be repaired. The hub may run meanwhile.
/// </summary>
public sealed class RebuildPromises(HubDatabase database, PromiseBook promises)
{
    private const int Part = 500;
    private const int RepairedAtOnce = 100;

    /// <summary>Compares, as it stands at one moment.</summary>
    /// <param name="found">Told each difference.</param>
    /// <param name="progress">Told how many cases have been looked at, and of how many.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How many cases were looked at, and how many differences there are.</returns>
    public async Task<(long Cases, long Differences)> CompareAsync(Action<PromiseDifference> found, Action<long, long> progress, CancellationToken cancel = default)
    {
        var seen = await LookAsync(found, progress, cancel);
        return (seen.Cases, seen.Differences);
    }

    /// <summary>Compares, puts what differs right, and compares again: that is what it answers.</summary>
    /// <inheritdoc cref="CompareAsync"/>
    public async Task<(long Cases, long Differences)> RepairAsync(Action<PromiseDifference> found, Action<long, long> progress, CancellationToken cancel = default)
    {
        var seen = await LookAsync(found, progress, cancel);
        if (seen.Differences == 0)
        {
            return (seen.Cases, 0);
        }

        // The tallies first, as the cases are stored: from then on they move with the cases, whoever changes them.
        await database.WriteDerivedAsync(
            (_, settlement) =>
            {
                foreach (var mark in seen.Tallies.Keys.Union(seen.AsStored.Keys))
                {
                    settlement.Move(mark, (int)(seen.AsStored.GetValueOrDefault(mark) - seen.Tallies.GetValueOrDefault(mark)));
                }

                return Task.CompletedTask;
            },
            cancel);
        foreach (var ids in seen.Differing.Chunk(RepairedAtOnce))
        {
            await database.WriteDerivedAsync((db, settlement) => RepairAsync(db, settlement, ids, cancel), cancel);
        }

        return await CompareAsync(_ => { }, progress, cancel);
    }

    private Task<Seen> LookAsync(Action<PromiseDifference> found, Action<long, long> progress, CancellationToken cancel) =>
        database.ReadAtOneMomentAsync(
            async db =>
            {
                var seen = new Seen { Tallies = (await db.Tallies.ToListAsync(cancel)).ToDictionary(t => new TallyMark(t.Measure, t.Bucket, t.DepartmentId, t.HandlerId), t => t.Count) };
                var all = await db.Cases.LongCountAsync(cancel);
                for (var after = 0L; ;)
                {
                    var part = await OpenCases.ReadAsync(db, db.Cases.Where(c => c.Id > after).OrderBy(c => c.Id).Take(Part), cancel);
                    var replayed = await promises.ReplayAllAsync(db, part, null, cancel);
                    foreach (var one in part)
                    {
                        Look(seen, one, replayed[one.Id], found);
                    }

                    progress(seen.Cases, all);
                    if (part.Count < Part)
                    {
                        break;
                    }

                    after = part[^1].Id;
                }

                foreach (var mark in seen.Tallies.Keys.Union(seen.Right.Keys))
                {
                    var (stored, right) = (seen.Tallies.GetValueOrDefault(mark), seen.Right.GetValueOrDefault(mark));
                    if (stored != right)
                    {
                        seen.Differences++;
                        found(new PromiseDifference("", mark.ToString(), $"{stored}", $"{right}"));
                    }
                }

                return seen;
            },
            cancel);

    private static void Look(Seen seen, Case one, CasePromises replayed, Action<PromiseDifference> found)
    {
        seen.Cases++;
        Count(seen.AsStored, one);
        var stored = Said(one);
        BringInLine(one, replayed);
        Count(seen.Right, one);
        var right = Said(one);
        var differences = stored.Keys.Union(right.Keys).Where(what => stored.GetValueOrDefault(what) != right.GetValueOrDefault(what)).ToList();
        foreach (var what in differences)
        {
            seen.Differences++;
            found(new PromiseDifference(one.Number, what, stored.GetValueOrDefault(what, "nothing"), right.GetValueOrDefault(what, "nothing")));
        }

        if (differences.Count > 0)
        {
            seen.Differing.Add(one.Id);
        }
    }

    private async Task RepairAsync(HubContext db, Settlement settlement, long[] ids, CancellationToken cancel)
    {
        var cases = await db.Cases.Include(c => c.Promises).Where(c => ids.Contains(c.Id)).ToListAsync(cancel);
        var before = cases.ToDictionary(one => one, one => new CaseImage(CaseImage.After(one)));
        var replayed = await promises.ReplayAllAsync(db, cases, null, cancel);
        cases.ForEach(one => BringInLine(one, replayed[one.Id]));
        Figures.Move(settlement, before);
    }

    private static void BringInLine(Case one, CasePromises replayed)
    {
        one.Promises.RemoveAll(stored => !replayed.Any(promise => promise.Kind == stored.Kind && promise.Generation == stored.Generation));
        PromiseBook.BringInLine(one, replayed);
        QueuePosition.Settle(one);
    }

    private static void Count(Dictionary<TallyMark, long> counts, Case one)
    {
        foreach (var mark in TallyMark.Of(CaseImage.After(one)))
        {
            counts[mark] = counts.GetValueOrDefault(mark) + 1;
        }
    }

    /// <summary>All that is kept of a case's promises, in words for whoever runs the command.</summary>
    private static Dictionary<string, string> Said(Case one)
    {
        var said = one.Promises.ToDictionary(
            p => $"{p.Kind} {p.Generation}",
            p => string.Create(CultureInfo.InvariantCulture, $"{p.State}, due {p.DueAt}, met {p.MetAt}, kept {p.Kept}, left {p.RemainingSeconds} s {p.RemainingDays} d, next step {p.NextStepAt}, stage {p.Stage}, agreed {p.AgreedUntil}, told {p.NewTime}"));
        said["next"] = $"{one.DuePromise} {one.DueAt}";
        said["waiting"] = $"{one.WaitingStepAt}";
        said["queue"] = string.Create(CultureInfo.InvariantCulture, $"{one.QueueOrder}, on desk {one.OnDesk}");
        return said;
    }

    private sealed class Seen
    {
        public required Dictionary<TallyMark, long> Tallies { get; init; }

        public Dictionary<TallyMark, long> AsStored { get; } = [];

        public Dictionary<TallyMark, long> Right { get; } = [];

        public List<long> Differing { get; } = [];

        public long Cases { get; set; }

        public long Differences { get; set; }
    }
}

/// <summary>Something that is stored otherwise than the journal tells it.</summary>
/// <param name="CaseNumber">The case; empty for a tally.</param>
/// <param name="What">The promise with its generation, the next due time, the place in the queue, or the tally.</param>
/// <param name="Stored">What is stored.</param>
/// <param name="Computed">What the journal comes to.</param>
public sealed record PromiseDifference(string CaseNumber, string What, string Stored, string Computed);
