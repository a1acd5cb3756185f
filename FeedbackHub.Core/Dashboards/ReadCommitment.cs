using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// What is promised by the rules in force, and how the promises of the last weeks were kept: adds up the tallies of days and looks
/// at what is overdue on the desks, so that its cost does not grow with the cases. A promise that is overdue and still owed counts
/// as not kept: without those, whoever never answers would look spotless.
/// </summary>
public sealed class ReadCommitment(HubDatabase database, PromiseBook promises) : IUseCase<ReadCommitment.Request, ServiceCommitment>
{
    /// <summary>The shorter period, in days of UTC, today included.</summary>
    public const int RecentDays = 30;

    /// <summary>The longer period.</summary>
    public const int LongDays = 90;

    private static readonly CaseState[] Finished = [.. Enum.GetValues<CaseState>().Where(s => !s.IsOpen())];

    /// <summary>Nothing to choose: it is the same for everybody.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.CasesFile;

    /// <inheritdoc />
    public async Task<Result<ServiceCommitment>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAtOneMomentAsync<Result<ServiceCommitment>>(
            async db =>
            {
                var (now, rules) = (database.Now, await promises.CurrentAsync(db, cancel));
                var today = Tally.DayOf(now);
                var outcomes = await MetAsync(db, today, cancel);
                outcomes.AddRange(await OwedAsync(db, now, today, cancel));
                var names = await NamesAsync(db, rules.Policy, cancel);
                return new ServiceCommitment(now, rules.Calendar, [.. Enum.GetValues<CaseKind>().Select(kind => Of(kind, rules.Policy, outcomes, names))]);
            },
            cancel);
    }

    private static async Task<List<Outcome>> MetAsync(HubContext db, long today, CancellationToken cancel)
    {
        var (recent, since) = (today - RecentDays, today - LongDays);
        var met = await db.Tallies
            .Where(t => t.Measure == Measure.Met && t.Bucket > since && t.Bucket <= today)
            .GroupBy(t => new { t.HandlerId, Recent = t.Bucket > recent })
            .Select(g => new { g.Key.HandlerId, g.Key.Recent, Count = g.Sum(t => t.Count) })
            .ToListAsync(cancel);
        return met.ConvertAll(m => new Outcome(MetMark.Of(m.HandlerId), m.Recent, false, m.Count));
    }

    /// <summary>
    /// What is past its time, promise by promise, of the cases on the desks: none of a case's promises is, while the one that is due
    /// next is not.
    /// </summary>
    private static async Task<List<Outcome>> OwedAsync(HubContext db, Instant now, long today, CancellationToken cancel)
    {
        var (recent, since, ever) = (Tally.StartOfDay(today + 1 - RecentDays), Tally.StartOfDay(today + 1 - LongDays), NodaConstants.UnixEpoch);
        var owed = await db.Cases
            .Where(c => c.OnDesk && c.DueAt >= ever && c.DueAt < now && !Finished.Contains(c.State))
            .SelectMany(c => c.Promises, (c, p) => new { CaseKind = c.Kind, p.Kind, p.State, p.DueAt })
            .Where(p => p.State == PromiseState.Running && p.DueAt >= since && p.DueAt < now)
            .GroupBy(p => new { p.CaseKind, p.Kind, Recent = p.DueAt >= recent })
            .Select(g => new { g.Key.CaseKind, g.Key.Kind, g.Key.Recent, Count = g.LongCount() })
            .ToListAsync(cancel);
        return owed.ConvertAll(o => new Outcome(new MetMark(o.CaseKind, o.Kind, false, 0), o.Recent, true, o.Count));
    }

    private static async Task<Names> NamesAsync(HubContext db, PromisePolicy policy, CancellationToken cancel)
    {
        var categories = policy.Document.Rules.SelectMany(r => r.Categories ?? []).Distinct().ToList();
        var departments = policy.Document.Rules.SelectMany(r => r.Departments ?? []).Distinct().ToList();
        return new Names(
            await db.Categories.Where(c => categories.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, cancel),
            await db.Departments.Where(d => departments.Contains(d.Id)).Select(d => new { d.Id, d.Name }).ToDictionaryAsync(d => d.Id, d => d.Name, cancel));
    }

    private static KindCommitment Of(CaseKind kind, PromisePolicy policy, List<Outcome> outcomes, Names names)
    {
        var usual = policy.UsualRule(kind);
        return new KindCommitment(
            kind, usual.Promises,
            [.. policy.RulesReaching(kind).Where(rule => rule != usual && rule.Promises != usual.Promises).Select(names.Name)],
            [.. PromiseKinds.All.Select(promise => Of(promise, outcomes.FindAll(o => o.Mark.Kind == kind && o.Mark.Promise == promise))).Where(r => r.All != default)]);
    }

    private static KeptRecord Of(PromiseKind promise, List<Outcome> outcomes)
    {
        return new KeptRecord(
            promise, Sum(outcomes.Where(o => o.Recent)), Sum(outcomes),
            AnswerTimes.Of(outcomes.Where(o => !o.Owed).Select(o => (o.Mark.Length, o.Count))));

        static PromiseOutcomes Sum(IEnumerable<Outcome> some) => some.Aggregate(default(PromiseOutcomes), (sum, o) => o switch
        {
            { Owed: true } => sum with { Owed = sum.Owed + o.Count },
            { Mark.Kept: true } => sum with { Kept = sum.Kept + o.Count },
            _ => sum with { Late = sum.Late + o.Count },
        });
    }

    /// <summary>So many promises of a mark.</summary>
    /// <param name="Mark">What they were.</param>
    /// <param name="Recent">Of the shorter period.</param>
    /// <param name="Owed">Still to be met, and past their time.</param>
    /// <param name="Count">How many.</param>
    private sealed record Outcome(MetMark Mark, bool Recent, bool Owed, long Count);

    private sealed record Names(Dictionary<long, Bilingual> Categories, Dictionary<long, Bilingual> Departments)
    {
        public SpecialPromise Name(PromiseRule rule) => new(rule, Of(rule.Categories, Categories), Of(rule.Departments, Departments));

        private static List<Bilingual> Of(IReadOnlyList<long>? ids, Dictionary<long, Bilingual> names) =>
            [.. (ids ?? []).Where(names.ContainsKey).Select(id => names[id])];
    }
}
