using System.Globalization;
using System.Text.Json;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Promises;

/// <summary>What promises are replayed from: the part of the journal that clocks look at, of one case or of many at once.</summary>
internal static class CaseFacts
{
    /// <summary>The entries of some cases, each in order, in one reading.</summary>
    public static async Task<ILookup<long, JournalEntry>> ReadAsync(HubContext db, IReadOnlyCollection<long> cases, CancellationToken cancel)
    {
        var ids = cases.Select(id => (long?)id).ToArray();
        var entries = ids.Length == 1 ? db.Journal.Where(j => j.CaseId == ids[0]) : db.Journal.Where(j => ids.Contains(j.CaseId));
        return (await entries.AsNoTracking().OrderBy(j => j.CaseId).ThenBy(j => j.Seq)
            .Select(j => new JournalEntry
            {
                Seq = j.Seq,
                At = j.At,
                Kind = j.Kind,
                CaseId = j.CaseId,
                FromState = j.FromState,
                ToState = j.ToState,
                CaseKind = j.CaseKind,
                Severity = j.Severity,
                Safety = j.Safety,
                CategoryPath = j.CategoryPath,
                SegmentId = j.SegmentId,
                Promise = j.Promise,
                Until = j.Until,
                Step = j.Step,
                DepartmentId = j.DepartmentId,
                CalendarVersionId = j.CalendarVersionId,
                PolicyVersionId = j.PolicyVersionId,
                Changes = j.Kind == JournalKind.RulesApplied ? j.Changes : "[]",
            })
            .ToListAsync(cancel)).ToLookup(j => j.CaseId!.Value);
    }

    /// <summary>The facts of a case; entries just recorded come last and have no number yet.</summary>
    public static List<JournalFact> Of(Case one, IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var received = entries[0].DepartmentId ?? one.DepartmentId;
        var (policy, calendar) = (
            FirstVersion(entries, entry => entry.PolicyVersionId, nameof(Case.PolicyVersionId)) ?? one.PolicyVersionId,
            FirstVersion(entries, entry => entry.CalendarVersionId, nameof(Case.CalendarVersionId)) ?? one.CalendarVersionId);
        var seq = 0L;
        return [.. entries.Select(entry => new JournalFact(seq = entry.Seq > 0 ? entry.Seq : seq + 1, entry.At, entry.Kind, entry.FromState, entry.ToState!.Value)
        {
            // Entries of before something was kept stand as the case does; with the version it was promised under from the start.
            Traits = new CaseTraits(entry.CaseKind!.Value, entry.Severity!.Value)
            {
                Safety = entry.Safety ?? one.Safety,
                Channel = one.Channel,
                DepartmentId = received,
                CategoryPath = entry.CategoryPath ?? one.CategoryPath,
                SegmentId = entry.SegmentId, // before it was kept there were no segments
            },
            PolicyVersionId = entry.PolicyVersionId ?? policy,
            CalendarVersionId = entry.CalendarVersionId ?? calendar,
            Promise = entry.Promise,
            Until = entry.Until,
            Step = entry.Step,
        })];
    }

    /// <summary>The version a case began under: that of the first entry that tells; where newer rules were applied before any did, what they replaced.</summary>
    private static long? FirstVersion(IReadOnlyList<JournalEntry> entries, Func<JournalEntry, long?> version, string field)
    {
        if (version(entries[0]) is { } first)
        {
            return first;
        }

        var tells = entries.FirstOrDefault(entry => version(entry) is not null);
        return tells is { Kind: JournalKind.RulesApplied }
            && JsonSerializer.Deserialize<List<FieldChange>>(tells.Changes, JournalJson.Options)?.Find(change => change.Field == field)?.From is { } from
            ? long.Parse(from, CultureInfo.InvariantCulture)
            : tells is null ? null : version(tells);
    }
}
