using System.Collections.Concurrent;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>What counts for new cases now: the newest calendar and promise table.</summary>
public sealed record PromiseRules(long CalendarVersionId, BusinessCalendar Calendar, long PolicyVersionId, PromisePolicy Policy);

/// <summary>
/// Holds the calendar and promise table versions (which never change once stored) and keeps each case's promises in line
/// with the facts in the journal: always by replaying all of them, never by adding to a due time (R2.1.3).
/// </summary>
public sealed class PromiseBook
{
    private static readonly CompiledQuery<VersionsInForce> Newest = new(db =>
        db.Calendars.OrderByDescending(c => c.Id).Select(c => new VersionsInForce(c.Id, db.Policies.Max(p => p.Id))).First());

    private readonly ConcurrentDictionary<long, BusinessCalendar> calendars = new();
    private readonly ConcurrentDictionary<long, PromisePolicy> policies = new();

    /// <summary>What counts for new cases.</summary>
    public async Task<PromiseRules> CurrentAsync(HubContext db, CancellationToken cancel)
    {
        var (calendar, policy) = await Newest.RunAsync(db);
        return new PromiseRules(calendar, await CalendarAsync(db, calendar, cancel), policy, await PolicyAsync(db, policy, cancel));
    }

    /// <summary>A calendar by its version.</summary>
    public async Task<BusinessCalendar> CalendarAsync(HubContext db, long id, CancellationToken cancel)
    {
        if (calendars.TryGetValue(id, out var known))
        {
            return known;
        }

        var document = await db.Calendars.Where(c => c.Id == id).Select(c => c.Document).SingleAsync(cancel);
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

    /// <summary>Brings the case's stored promises (which must be loaded) in line with what was replayed.</summary>
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
        }

        // While the customer is waited for there is nothing to do for the final response, though its time runs.
        var waiting = one.State == CaseState.WaitingForCustomer;
        var next = one.Promises.Where(p => p.State == PromiseState.Running && !(waiting && p.Kind == PromiseKind.Final)).MinBy(p => p.DueAt);
        one.DueAt = next?.DueAt;
        one.DuePromise = next?.Kind;
    }

    private async Task<CasePromises> ReplayAsync(
        HubContext db, Case one, IReadOnlyList<JournalEntry> justRecorded, CancellationToken cancel)
    {
        var entries = one.Id > 0 ? (await CaseFacts.ReadAsync(db, [one.Id], cancel))[one.Id].ToList() : [];
        entries.AddRange(justRecorded);
        var facts = CaseFacts.Of(one, entries);
        await LearnAsync(db, facts, cancel);
        return Replay(facts);
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

    private CasePromises Replay(List<JournalFact> facts) => facts.Count == 0
        ? new CasePromises([], null)
        : PromiseClock.Replay(
            JournalFact.AsPromiseFacts(facts, id => policies[id], id => calendars[id]), policies[facts[0].PolicyVersionId], calendars[facts[0].CalendarVersionId]);

    private sealed record VersionsInForce(long Calendar, long Policy);
}

/// <summary>Versions that open cases are to follow from a moment on.</summary>
/// <param name="At">From when.</param>
/// <param name="PolicyVersionId">The promise table; null: each keeps its own.</param>
/// <param name="CalendarVersionId">The calendar; null: each keeps its own.</param>
internal sealed record RulesTried(Instant At, long? PolicyVersionId, long? CalendarVersionId)
{
    /// <summary>The fact that this would be, after the last one of a case.</summary>
    public JournalFact After(JournalFact last) => last with
    {
        Seq = last.Seq + 1,
        At = At,
        Kind = JournalKind.RulesApplied,
        FromState = null,
        PolicyVersionId = PolicyVersionId ?? last.PolicyVersionId,
        CalendarVersionId = CalendarVersionId ?? last.CalendarVersionId,
    };
}
