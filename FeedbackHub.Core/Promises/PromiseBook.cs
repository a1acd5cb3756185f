using System.Collections.Concurrent;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>What counts for new cases now: the newest version of their calendar and of the policy.</summary>
public sealed record PromiseRules(long CalendarVersionId, BusinessCalendar Calendar, long PolicyVersionId, PromisePolicy Policy);

/// <summary>
/// Holds the calendar and promise table versions (which never change once stored) and keeps each case's promises in line
/// with the facts in the journal: always by replaying all of them, never by adding to a due time (R2.1.3).
/// </summary>
public sealed class PromiseBook
{
    /// <summary>The segment's calendar, else the department's, else the company's: one look-up for each case that is filed.</summary>
    private static readonly CompiledQuery<long?, long?, VersionsInForce> Newest = new((db, department, segment) => db.Policies
        .OrderByDescending(p => p.Id)
        .Select(p => new VersionsInForce(
            db.CalendarVersions
                .Where(v => v.CalendarId == (db.Segments.Where(s => s.Id == segment).Select(s => s.CalendarId).FirstOrDefault()
                    ?? db.Departments.Where(d => d.Id == department).Select(d => d.CalendarId).FirstOrDefault()
                    ?? db.Calendars.Min(c => c.Id)))
                .Max(v => v.Id),
            p.Id,
            segment == null || db.Segments.Any(s => s.Id == segment && !s.Disabled)))
        .First());

    private readonly ConcurrentDictionary<long, BusinessCalendar> calendars = new();
    private readonly ConcurrentDictionary<long, PromisePolicy> policies = new();

    /// <summary>What counts for new cases of which no more is known, and in all that is about the company as a whole: its own calendar.</summary>
    public async Task<PromiseRules> CurrentAsync(HubContext db, CancellationToken cancel) => (await ForCaseAsync(db, null, null, cancel))!;

    /// <summary>What counts for a new case.</summary>
    /// <param name="db">Where to read.</param>
    /// <param name="departmentId">The department that receives it.</param>
    /// <param name="segmentId">The segment of its customer, where known.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null where there is no such segment, or it is disabled.</returns>
    public async Task<PromiseRules?> ForCaseAsync(HubContext db, long? departmentId, long? segmentId, CancellationToken cancel)
    {
        var (calendar, policy, known) = await Newest.RunAsync(db, departmentId, segmentId);
        return known ? new PromiseRules(calendar, await CalendarAsync(db, calendar, cancel), policy, await PolicyAsync(db, policy, cancel)) : null;
    }

    /// <summary>A calendar by its version.</summary>
    public async Task<BusinessCalendar> CalendarAsync(HubContext db, long id, CancellationToken cancel)
    {
        if (calendars.TryGetValue(id, out var known))
        {
            return known;
        }

        var document = await db.CalendarVersions.Where(c => c.Id == id).Select(c => c.Document).SingleAsync(cancel);
        return calendars[id] = CalendarDocument.FromJson(document) is CalendarReading.Accepted { Calendar: var calendar }
            ? calendar
            : throw new InvalidOperationException($"Calendar version {id} cannot be read.");
    }

    /// <summary>A promise table by its version.</summary>
    public async Task<PromisePolicy> PolicyAsync(HubContext db, long id, CancellationToken cancel)
    {
        if (policies.TryGetValue(id, out var known))
        {
            return known;
        }

        var document = await db.Policies.Where(p => p.Id == id).Select(p => p.Document).SingleAsync(cancel);
        return policies[id] = PolicyDocument.FromJson(document) is PolicyReading.Accepted { Policy: var policy }
            ? policy
            : throw new InvalidOperationException($"Promise table version {id} cannot be read.");
    }

    /// <summary>The promises of a case as its journal tells them, with every step that counted.</summary>
    public Task<CasePromises> ReplayAsync(HubContext db, Case one, CancellationToken cancel) => ReplayAsync(db, one, [], cancel);

    /// <summary>As <see cref="ReplayAsync(HubContext, Case, CancellationToken)"/>, and how the promises have changed since the filing.</summary>
    public async Task<(CasePromises Promises, IReadOnlyList<PromiseChange> Changes)> StoryAsync(HubContext db, Case one, CancellationToken cancel)
    {
        var entries = await FactsAsync(db, one, [], cancel);
        if (entries.Count == 0)
        {
            return (new CasePromises([], null), []);
        }

        var (facts, policy, calendar) = Read(entries);
        return (Replay(entries), PromiseChanges.Of(entries, facts, policy, calendar));
    }

    /// <summary>As <see cref="ReplayAsync(HubContext, Case, CancellationToken)"/>, of many cases in one reading.</summary>
    /// <param name="db">Where the journal is.</param>
    /// <param name="cases">Which.</param>
    /// <param name="then">Versions that are tried out on them, from now on; null: none.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<Dictionary<long, CasePromises>> ReplayAllAsync(HubContext db, IReadOnlyList<Case> cases, RulesTried? then, CancellationToken cancel)
    {
        var entries = await CaseFacts.ReadAsync(db, [.. cases.Select(one => one.Id)], cancel);
        var facts = cases.ToDictionary(one => one.Id, one => CaseFacts.Of(one, [.. entries[one.Id]]));
        if (then is not null)
        {
            foreach (var of in facts.Values.Where(of => of.Count > 0))
            {
                of.Add(then.After(of[^1]));
            }
        }

        await LearnAsync(db, facts.Values.SelectMany(of => of), cancel);
        return facts.ToDictionary(of => of.Key, of => Replay(of.Value));
    }

    /// <summary>Replays the facts, those just recorded included, and brings the case's stored promises (which must be loaded) in line.</summary>
    internal async Task BringInLineAsync(HubContext db, Case one, IReadOnlyList<JournalEntry> justRecorded, CancellationToken cancel) =>
        BringInLine(one, await ReplayAsync(db, one, justRecorded, cancel));

    /// <summary>Brings what is stored of a case's promises (which must be loaded) in line with what was replayed.</summary>
    internal static void BringInLine(Case one, CasePromises replayed)
    {
        foreach (var promise in replayed)
        {
            var stored = one.Promises.Find(p => p.Kind == promise.Kind && p.Generation == promise.Generation);
            if (stored is null)
            {
                one.Promises.Add(stored = new CasePromise { Kind = promise.Kind, Generation = promise.Generation });
            }

            stored.State = promise.State;
            stored.DueAt = promise.DueAt;
            stored.MetAt = promise.MetAt;
            stored.Kept = promise.MetAt is null ? null : promise.Kept;
            stored.RemainingSeconds = (long?)promise.Remaining?.TotalSeconds;
            stored.RemainingDays = promise.RemainingDays;
            stored.NextStepAt = replayed.Ladder.Next(promise)?.At;
            stored.Stage = replayed.Ladder.StageOf(promise);
            stored.AgreedUntil = promise.Agreement?.Until;
            stored.NewTime = promise.NewTime;
        }

        // While the customer is waited for there is nothing to do for the final response, though its time runs.
        var waiting = one.State == CaseState.WaitingForCustomer;
        var next = one.Promises.Where(p => p.State == PromiseState.Running && !(waiting && p.Kind == PromiseKind.Final)).MinBy(p => p.DueAt);
        one.DueAt = next?.DueAt;
        one.DuePromise = next?.Kind;
        one.WaitingStepAt = waiting ? replayed.Waiting?.StepFor(one)?.At : null;
    }

    private async Task<CasePromises> ReplayAsync(HubContext db, Case one, IReadOnlyList<JournalEntry> justRecorded, CancellationToken cancel) =>
        Replay(await FactsAsync(db, one, justRecorded, cancel));

    private async Task<List<JournalFact>> FactsAsync(HubContext db, Case one, IReadOnlyList<JournalEntry> justRecorded, CancellationToken cancel)
    {
        var entries = one.Id > 0 ? (await CaseFacts.ReadAsync(db, [one.Id], cancel))[one.Id].ToList() : [];
        entries.AddRange(justRecorded);
        var facts = CaseFacts.Of(one, entries);
        await LearnAsync(db, facts, cancel);
        return facts;
    }

    /// <summary>Reads the few versions that some facts name, each once in the life of the process.</summary>
    private async Task LearnAsync(HubContext db, IEnumerable<JournalFact> facts, CancellationToken cancel)
    {
        foreach (var (calendar, policy) in facts.Select(fact => (fact.CalendarVersionId, fact.PolicyVersionId)).Distinct())
        {
            await CalendarAsync(db, calendar, cancel);
            await PolicyAsync(db, policy, cancel);
        }
    }

    /// <summary>What the entries mean, and what counted at first; every version they name has been read.</summary>
    private (List<PromiseFact> Facts, PromisePolicy Policy, BusinessCalendar Calendar) Read(List<JournalFact> entries) =>
        ([.. JournalFact.AsPromiseFacts(entries, id => policies[id], id => calendars[id])], policies[entries[0].PolicyVersionId], calendars[entries[0].CalendarVersionId]);

    private CasePromises Replay(List<JournalFact> entries)
    {
        if (entries.Count == 0)
        {
            return new CasePromises([], null);
        }

        var (facts, first, calendar) = Read(entries);
        var now = policies[entries[^1].PolicyVersionId];
        var replayed = PromiseClock.Replay(facts, first, calendar);
        replayed.Ladder = now.Ladder;
        replayed.Waiting = Waiting.Of(entries, now, calendars[entries[^1].CalendarVersionId]);
        return replayed;
    }

    private sealed record VersionsInForce(long Calendar, long Policy, bool SegmentKnown);
}

/// <summary>Versions that open cases are to follow from a moment on.</summary>
/// <param name="At">From when.</param>
/// <param name="PolicyVersionId">The promise table; null: each keeps its own.</param>
/// <param name="CalendarVersionId">The calendar; null: each keeps its own.</param>
/// <param name="Line">The versions of that calendar: a case that another calendar counts for keeps its own.</param>
internal sealed record RulesTried(Instant At, long? PolicyVersionId, long? CalendarVersionId, IReadOnlySet<long> Line)
{
    /// <summary>With the versions of the calendar.</summary>
    public static async Task<RulesTried> ReadAsync(HubContext db, Instant at, long? policy, long? calendar, CancellationToken cancel) => new(
        at, policy, calendar,
        calendar is null ? new HashSet<long>() : await db.CalendarVersions.SameCalendarAs(calendar.Value).Select(v => v.Id).ToHashSetAsync(cancel));

    /// <summary>The calendar version that a case follows then.</summary>
    public long CalendarOf(long before) => CalendarVersionId is { } calendar && Line.Contains(before) ? calendar : before;

    /// <summary>The fact that this would be, after the last one of a case.</summary>
    public JournalFact After(JournalFact last) => last with
    {
        Seq = last.Seq + 1,
        At = At,
        Kind = JournalKind.RulesApplied,
        FromState = null,
        PolicyVersionId = PolicyVersionId ?? last.PolicyVersionId,
        CalendarVersionId = CalendarOf(last.CalendarVersionId),
        Promise = null,
        Until = null,
        Step = null,
    };
}
