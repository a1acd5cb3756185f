using System.Text.Json;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Audit;

/// <summary>One entry of the journal as the audit shows it.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="At">When.</param>
/// <param name="ActorKind">Whose hand.</param>
/// <param name="ActorId">Which staff member or token.</param>
/// <param name="ActorName">Their name then; empty for the public, and for customers of cases that the reader may not read.</param>
/// <param name="Kind">What happened.</param>
/// <param name="CaseId">About which case.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="FromState">The state before, where it moved.</param>
/// <param name="ToState">The state after.</param>
/// <param name="Subject">About which administered thing: the type's name.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="SubjectName">What it is called today.</param>
/// <param name="Note">The reason given; for a failed sign-in the name of a <see cref="SignInOutcome"/>. Null where the reader may not read the case.</param>
/// <param name="Changes">What changed; words the reader may not read are •.</param>
public sealed record AuditRow(
    long Seq, Instant At, ActorKind ActorKind, long? ActorId, string ActorName, JournalKind Kind, long? CaseId, string? CaseNumber,
    CaseState? FromState, CaseState? ToState, string? Subject, long? SubjectId, Bilingual? SubjectName, string? Note, IReadOnlyList<FieldChange> Changes)
{
    private const string Hidden = "•";

    /// <summary>Fields of a case that say where it stands and nothing of what somebody wrote.</summary>
    private static readonly HashSet<string> Plain =
    [
        nameof(Case.State), nameof(Case.Kind), nameof(Case.Severity), nameof(Case.Safety), nameof(Case.Channel), nameof(Case.DepartmentId),
        nameof(Case.HandlerId), nameof(Case.CategoryId), nameof(Case.Attention), nameof(Case.CustomerAccepted), nameof(Case.DuplicateOfId),
        nameof(Case.AcknowledgedAt), nameof(Case.DecidedAt), nameof(Case.EndedAt), nameof(Case.HandedOverFromDepartmentId), nameof(Case.HandedOverFromStaffId),
        nameof(Case.ResponsibleDepartmentId), nameof(Case.ResponsibleStaffId), nameof(Case.Returns), nameof(Case.ReturnsDecided),
    ];

    /// <summary>The newest entries older than <paramref name="before"/>, at most so many.</summary>
    internal static async Task<IReadOnlyList<AuditRow>> ReadAsync(
        HubContext db, Actor actor, IQueryable<JournalEntry> entries, long? before, int count, CancellationToken cancel)
    {
        var older = before is { } seq ? entries.Where(j => j.Seq < seq) : entries;
        var found = await older.OrderByDescending(j => j.Seq).Take(count).ToListAsync(cancel);
        var ids = found.Select(j => j.CaseId).OfType<long>().Distinct().ToList();
        var numbers = await db.Cases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, cancel);
        var readable = actor.Can(Permissions.CasesRead)
            ? (await db.Cases.VisibleTo(actor).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancel)).ToHashSet()
            : [];
        var names = await SubjectNames.ReadAsync(db, found, cancel);
        return [.. found.Select(j => Of(
            j, j.CaseId is { } id ? numbers[id] : null, names.Of(j.Subject, j.SubjectId), j.CaseId is null || readable.Contains(j.CaseId.Value)))];
    }

    private static AuditRow Of(JournalEntry j, string? number, Bilingual? subject, bool readable) => new(
        j.Seq, j.At, j.ActorKind, j.ActorId, readable || j.ActorKind != ActorKind.Customer ? j.ActorName : "", j.Kind, j.CaseId, number,
        j.FromState, j.ToState, j.Subject, j.SubjectId, subject, readable ? j.Note : null,
        [.. (JsonSerializer.Deserialize<List<FieldChange>>(j.Changes, JournalJson.Options) ?? []).Select(c => Shown(j, c, readable))]);

    private static FieldChange Shown(JournalEntry entry, FieldChange change, bool readable)
    {
        // Why it is not solved is what the customer wrote as a message; it stands in the case's reason too.
        var message = entry.Kind == JournalKind.DeniedSolved && change.Field == nameof(Case.Reason);
        return !message && (readable || (change.On == nameof(Case) && Plain.Contains(change.Field)))
            ? change
            : change with { From = change.From is null ? null : Hidden, To = change.To is null ? null : Hidden };
    }
}

/// <summary>What the administered things on a page are called today.</summary>
internal sealed class SubjectNames
{
    private readonly Dictionary<(string, long), Bilingual> names = [];

    public static async Task<SubjectNames> ReadAsync(HubContext db, IReadOnlyCollection<JournalEntry> entries, CancellationToken cancel)
    {
        var read = new SubjectNames();
        await read.AddAsync(nameof(StaffMember), ids => db.Staff.Where(s => ids.Contains(s.Id)).Select(s => new NamedBilingual(s.Id, new Bilingual(s.Name, s.Name))), entries, cancel);
        await read.AddAsync(nameof(Department), ids => db.Departments.Where(d => ids.Contains(d.Id)).Select(d => new NamedBilingual(d.Id, d.Name)), entries, cancel);
        await read.AddAsync(nameof(Category), ids => db.Categories.Where(c => ids.Contains(c.Id)).Select(c => new NamedBilingual(c.Id, c.Name)), entries, cancel);
        await read.AddAsync(nameof(ApiToken), ids => db.ApiTokens.Where(t => ids.Contains(t.Id)).Select(t => new NamedBilingual(t.Id, new Bilingual(t.Name, t.Name))), entries, cancel);
        return read;
    }

    public Bilingual? Of(string? subject, long? id) => subject is not null && id is not null ? names.GetValueOrDefault((subject, id.Value)) : null;

    private async Task AddAsync(
        string subject, Func<List<long>, IQueryable<NamedBilingual>> query, IReadOnlyCollection<JournalEntry> entries, CancellationToken cancel)
    {
        var ids = entries.Where(j => j.Subject == subject).Select(j => j.SubjectId).OfType<long>().Distinct().ToList();
        if (ids.Count > 0)
        {
            await foreach (var named in query(ids).AsAsyncEnumerable().WithCancellation(cancel))
            {
                names[(subject, named.Id)] = named.Name;
            }
        }
    }
}
