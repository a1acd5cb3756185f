using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Audit;

/// <summary>Which entries of the journal; everything that is null is not asked for.</summary>
public sealed record AuditFilter
{
    /// <summary>From this instant on.</summary>
    public Instant? From { get; init; }

    /// <summary>Before this instant.</summary>
    public Instant? Until { get; init; }

    /// <summary>By whose hand.</summary>
    public ActorKind? ActorKind { get; init; }

    /// <summary>By which staff member; with <see cref="ActorKind.Program"/>, by which token.</summary>
    public long? ActorId { get; init; }

    /// <summary>What happened.</summary>
    public JournalKind? Kind { get; init; }

    /// <summary>A whole case number such as <c>FH-2026-000123</c>.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>Something administered, as <see cref="JournalEntry.Subject"/> calls it: <c>StaffMember</c>, <c>Department</c> …</summary>
    public string? Subject { get; init; }

    /// <summary>Which of them.</summary>
    public long? SubjectId { get; init; }

    /// <summary>In few words, for the record of an export. Names nobody.</summary>
    public override string ToString() => string.Join("; ", new (string Name, object? Value)[]
    {
        ("from", From), ("until", Until), ("actor kind", ActorKind), ("actor", ActorId), ("kind", Kind),
        ("case", CaseNumber), ("subject", Subject), ("subject id", SubjectId),
    }.Where(p => p.Value is not null).Select(p => $"{p.Name} {p.Value}"));
}

/// <summary>The filter as a query that an index answers in order of the journal's numbers.</summary>
internal static class AuditEntries
{
    /// <summary>So far a clock may have been wrong: times are searched among the numbers of one more day on either side.</summary>
    private static readonly Duration ClockError = Duration.FromDays(1);

    /// <summary>What the filter asks for, without cases in which the actor is the person complained about.</summary>
    public static async Task<IQueryable<JournalEntry>> ForAsync(HubContext db, Actor actor, AuditFilter filter, CancellationToken cancel)
    {
        var entries = await InTimeAsync(db, db.Journal, filter, cancel);
        if (filter.ActorId is { } id)
        {
            var hand = filter.ActorKind ?? ActorKind.Staff;
            entries = entries.Where(j => j.ActorId == id && j.ActorKind == hand);
        }
        else if (filter.ActorKind is { } hand)
        {
            entries = entries.Where(j => j.ActorKind == hand);
        }

        if (filter.Kind is { } kind)
        {
            entries = entries.Where(j => j.Kind == kind);
        }

        if (filter.CaseNumber?.Trim().ToUpperInvariant() is { Length: > 0 } number)
        {
            var one = await db.Cases.Where(c => c.Number == number).Select(c => (long?)c.Id).SingleOrDefaultAsync(cancel) ?? 0;
            entries = entries.Where(j => j.CaseId == one);
        }

        if (filter.Subject is { Length: > 0 } subject)
        {
            entries = entries.Where(j => j.Subject == subject);
            entries = filter.SubjectId is { } which ? entries.Where(j => j.SubjectId == which) : entries;
        }

        if (actor.StaffId is { } me)
        {
            var aboutMe = db.Cases.Where(c => c.ConcernsStaffId == me).Select(c => (long?)c.Id);
            entries = entries.Where(j => j.CaseId == null || !aboutMe.Contains(j.CaseId));
        }

        return entries;
    }

    private static async Task<IQueryable<JournalEntry>> InTimeAsync(HubContext db, IQueryable<JournalEntry> entries, AuditFilter filter, CancellationToken cancel)
    {
        // Numbers follow time but for clocks that were set back. They narrow the search; the times themselves decide.
        if (filter.From is { } from)
        {
            var surelyBefore = from - ClockError - ClockError;
            var first = await db.Journal.Where(j => j.At < surelyBefore).OrderByDescending(j => j.At).Select(j => (long?)j.Seq).FirstOrDefaultAsync(cancel) ?? 0;
            entries = entries.Where(j => j.Seq > first && j.At >= from);
        }

        if (filter.Until is { } until)
        {
            var surelyAfter = until + ClockError + ClockError;
            var last = await db.Journal.Where(j => j.At >= surelyAfter).OrderBy(j => j.At).Select(j => (long?)j.Seq).FirstOrDefaultAsync(cancel) ?? long.MaxValue;
            entries = entries.Where(j => j.Seq < last && j.At < until);
        }

        return entries;
    }
}
