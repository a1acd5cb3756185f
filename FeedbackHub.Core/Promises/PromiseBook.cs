using System.Collections.Concurrent;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

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
    private static readonly CompiledQuery<long?, long?, NewestRules> Newest = new((db, department, segment) => db.Policies
        .OrderByDescending(p => p.Id)
        .Select(p => new NewestRules(
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
        return (PromiseClock.Replay(facts, policy, calendar), PromiseChanges.Of(entries, facts, policy, calendar));
    }

    /// <summary>Replays the facts, those just recorded included, and brings the case's stored promises (which must be loaded) in line.</summary>
    internal async Task BringInLineAsync(HubContext db, Case one, IReadOnlyList<JournalEntry> justRecorded, CancellationToken cancel)
    {
        var ladder = (await PolicyAsync(db, one.PolicyVersionId, cancel)).Ladder;
        one.WaitingStepAt = one.State == CaseState.WaitingForCustomer ? (await WaitingAsync(db, one, justRecorded, cancel))?.Next?.At : null;
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
            stored.NextStepAt = ladder.Next(promise)?.At;
            stored.Stage = ladder.StageOf(promise);
            stored.AgreedUntil = promise.Agreement?.Until;
            stored.NewTime = promise.NewTime;
        }

        // While the customer is waited for there is nothing to do for the final response, though its time runs.
        var waiting = one.State == CaseState.WaitingForCustomer;
        var next = one.Promises.Where(p => p.State == PromiseState.Running && !(waiting && p.Kind == PromiseKind.Final)).MinBy(p => p.DueAt);
        one.DueAt = next?.DueAt;
        one.DuePromise = next?.Kind;
    }

    /// <summary>That the customer is waited for; null where they are not.</summary>
    internal async Task<Waiting?> WaitingAsync(HubContext db, Case one, IReadOnlyList<JournalEntry> justRecorded, CancellationToken cancel) =>
        Waiting.Of(
            [.. await EntriesAsync(db, one, cancel), .. justRecorded],
            await PolicyAsync(db, one.PolicyVersionId, cancel), await CalendarAsync(db, one.CalendarVersionId, cancel));

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
        var entries = await EntriesAsync(db, one, cancel);
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

    private static async Task<List<JournalEntry>> EntriesAsync(HubContext db, Case one, CancellationToken cancel) =>
        one.Id > 0
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
                    SegmentId = j.SegmentId,
                    DepartmentId = j.DepartmentId,
                    CalendarVersionId = j.CalendarVersionId,
                    PolicyVersionId = j.PolicyVersionId,
                    Promise = j.Promise,
                    Until = j.Until,
                    Step = j.Step,
                })
                .ToListAsync(cancel)
            : [];

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
                SegmentId = entry.SegmentId, // before it was kept there were no segments
            },
            PolicyVersionId = entry.PolicyVersionId ?? one.PolicyVersionId,
            CalendarVersionId = entry.CalendarVersionId ?? one.CalendarVersionId,
            Promise = entry.Promise,
            Until = entry.Until,
            Step = entry.Step,
        };

    private sealed record NewestRules(long Calendar, long Policy, bool SegmentKnown);
}
