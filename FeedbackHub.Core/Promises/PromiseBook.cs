using System.Collections.Concurrent;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Promises;

/// <summary>What counts for new cases now: the newest calendar and promise table.</summary>
public sealed record PromiseRules(long CalendarVersionId, BusinessCalendar Calendar, long PolicyVersionId, PromisePolicy Policy);

/// <summary>
/// Holds the calendar and promise table versions (which never change once stored) and keeps each case's promises in line
/// with the facts in the journal: always by replaying all of them, never by adding to a due time (R2.1.3).
/// </summary>
public sealed class PromiseBook
{
    private static readonly CompiledQuery<NewestRules> Newest = new(db =>
        db.Calendars.OrderByDescending(c => c.Id).Select(c => new NewestRules(c.Id, db.Policies.Max(p => p.Id))).First());

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

    /// <summary>As <see cref="ReplayAsync(HubContext, Case, CancellationToken)"/>, and how the promises have changed since the filing.</summary>
    public async Task<(CasePromises Promises, IReadOnlyList<PromiseChange> Changes)> StoryAsync(HubContext db, Case one, CancellationToken cancel)
    {
        var entries = await FactsAsync(db, one, [], cancel);
        if (entries.Count == 0)
        {
            return (new CasePromises([], null), []);
        }

        var (facts, policy, calendar) = Read(entries);
        return (PromiseClock.Replay(facts, policy, calendar), PromiseChanges.Of(entries, facts, policy, calendar));
    }

    /// <summary>Replays the facts, those just recorded included, and brings the case's stored promises (which must be loaded) in line.</summary>
    internal async Task BringInLineAsync(HubContext db, Case one, IReadOnlyList<JournalEntry> justRecorded, CancellationToken cancel)
    {
        foreach (var promise in await ReplayAsync(db, one, justRecorded, cancel))
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
        var entries = await FactsAsync(db, one, justRecorded, cancel);
        if (entries.Count == 0)
        {
            return new CasePromises([], null);
        }

        var (facts, policy, calendar) = Read(entries);
        return PromiseClock.Replay(facts, policy, calendar);
    }

    /// <summary>What the entries mean, and what counted at first; every version they name has been read.</summary>
    private (List<PromiseFact> Facts, PromisePolicy Policy, BusinessCalendar Calendar) Read(List<JournalFact> entries) =>
        ([.. JournalFact.AsPromiseFacts(entries, id => policies[id], id => calendars[id])], policies[entries[0].PolicyVersionId], calendars[entries[0].CalendarVersionId]);

    private async Task<List<JournalFact>> FactsAsync(
        HubContext db, Case one, IReadOnlyList<JournalEntry> justRecorded, CancellationToken cancel)
    {
        var entries = one.Id > 0
            ? await db.Journal.AsNoTracking().Where(j => j.CaseId == one.Id).OrderBy(j => j.Seq)
                .Select(j => new JournalEntry
                {
                    Seq = j.Seq,
                    At = j.At,
                    Kind = j.Kind,
                    FromState = j.FromState,
                    ToState = j.ToState,
                    CaseKind = j.CaseKind,
                    Severity = j.Severity,
                    Safety = j.Safety,
                    CategoryPath = j.CategoryPath,
                    DepartmentId = j.DepartmentId,
                    CalendarVersionId = j.CalendarVersionId,
                    PolicyVersionId = j.PolicyVersionId,
                })
                .ToListAsync(cancel)
            : [];
        var seq = entries.Count == 0 ? 0 : entries[^1].Seq;
        entries.AddRange(justRecorded);
        if (entries.Count == 0)
        {
            return [];
        }

        var received = entries[0].DepartmentId ?? one.DepartmentId;
        var facts = entries.ConvertAll(entry => FactOf(entry, entry.Seq > 0 ? entry.Seq : ++seq, one, received));
        foreach (var fact in facts)
        {
            // A few versions at most, each of which is read once in the life of the process.
            await CalendarAsync(db, fact.CalendarVersionId, cancel);
            await PolicyAsync(db, fact.PolicyVersionId, cancel);
        }

        return facts;
    }

    /// <summary>Entries of before something was kept stand as the case does.</summary>
    private static JournalFact FactOf(JournalEntry entry, long seq, Case one, long receivedBy) =>
        new(seq, entry.At, entry.Kind, entry.FromState, entry.ToState!.Value)
        {
            Traits = new CaseTraits(entry.CaseKind!.Value, entry.Severity!.Value)
            {
                Safety = entry.Safety ?? one.Safety,
                Channel = one.Channel,
                DepartmentId = receivedBy,
                CategoryPath = entry.CategoryPath ?? one.CategoryPath,
            },
            PolicyVersionId = entry.PolicyVersionId ?? one.PolicyVersionId,
            CalendarVersionId = entry.CalendarVersionId ?? one.CalendarVersionId,
        };

    private sealed record NewestRules(long Calendar, long Policy);
}
