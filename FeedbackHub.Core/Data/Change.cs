using System.Text.Json;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Data;

/// <summary>
/// One change in the making. Use cases alter tracked rows and record what happened; saving then works out what changed from
/// and to, brings promises in line, leaves figures and search words to the commit, and numbers the journal entries last.
/// </summary>
public sealed class Change
{
    private readonly PromiseBook promises;
    private readonly List<Recorded> recorded = [];
    private readonly List<(JournalEntry Entry, Notice Notice)> told = [];
    private readonly Dictionary<Case, CasePromises> replayed = [];

    internal Change(HubContext db, Actor actor, Instant now, PromiseBook promises)
    {
        Db = db;
        Actor = actor;
        Now = now;
        this.promises = promises;
    }

    /// <summary>The tracked rows.</summary>
    public HubContext Db { get; }

    /// <summary>Whose hand it is.</summary>
    public Actor Actor { get; }

    /// <summary>When: one instant for the whole change.</summary>
    public Instant Now { get; }

    /// <summary>What is left to write with the commit. Complete when the change is saved.</summary>
    internal Settlement Settlement { get; } = new();

    /// <summary>Records what happened to a case. Call it after altering the case.</summary>
    public JournalEntry Record(JournalKind kind, Case about, Message? message = null, string? note = null)
    {
        var entry = Entry(kind, note);
        FillFromCase(entry, about, recorded.FindLast(r => r.Case == about)?.Entry);
        recorded.Add(new Recorded(entry, about, message, null));
        return entry;
    }

    /// <summary>Records what happened to something administered.</summary>
    public JournalEntry Record(JournalKind kind, object? subject, string? note = null)
    {
        var entry = Entry(kind, note);
        recorded.Add(new Recorded(entry, null, null, subject));
        return entry;
    }

    /// <summary>
    /// Puts what an entry tells into the notices of some staff members; never into those of whoever did it themselves, or is complained about.
    /// </summary>
    internal void Tell(JournalEntry entry, IEnumerable<long> staff)
    {
        foreach (var one in staff.Distinct().Where(id => id != Actor.StaffId && id != entry.ConcernsStaffId))
        {
            told.Add((entry, new Notice { StaffId = one, CaseId = entry.CaseId, Kind = entry.Kind, At = Now }));
        }
    }

    /// <summary>Says what the promises of a case come to with what is recorded of it: it was replayed before, outside the writer's turn.</summary>
    internal void Replayed(Case one, CasePromises promises) => replayed[one] = promises;

    /// <summary>Adds to an entry what changed beside the rows, for people to read.</summary>
    internal void Tell(JournalEntry entry, FieldChange change) => recorded.Find(r => r.Entry == entry)!.Told.Add(change);

    /// <summary>Saves all of it. Returns the last journal number.</summary>
    internal async Task<long?> SaveAsync(CancellationToken cancel)
    {
        // Looked for where it is needed and not at every turn: it is the dearest part of saving.
        Db.ChangeTracker.AutoDetectChangesEnabled = false;
        if (Db.ChangeTracker.Entries().Any(e => e.State != EntityState.Added))
        {
            Db.ChangeTracker.DetectChanges();
        }

        foreach (var tracked in Db.ChangeTracker.Entries<Case>().Where(c => c.State != EntityState.Added).ToList())
        {
            await tracked.Collection(nameof(Case.Promises)).LoadAsync(cancel);
        }

        var before = CaseImage.OfTracked(Db, [.. recorded.Select(r => r.Case).OfType<Case>()]);
        var touched = before.Keys.ToList();
        foreach (var one in touched)
        {
            if (replayed.TryGetValue(one, out var known))
            {
                PromiseBook.BringInLine(one, known);
            }
            else
            {
                await promises.BringInLineAsync(Db, one, [.. recorded.Where(r => r.Case == one).Select(r => r.Entry)], cancel);
            }

            QueuePosition.Settle(one);
        }

        Db.ChangeTracker.DetectChanges();
        var changes = TrackedChanges.Of(Db);
        if (changes.Count > 0 && recorded.Count == 0)
        {
            throw new InvalidOperationException("Rows were changed and nothing was recorded in the journal.");
        }

        foreach (var one in touched)
        {
            one.Version++;
            one.FieldVersions = FieldVersions.After(one, changes);
        }

        var altered = changes.Select(c => c.Entity).Distinct().ToList();
        altered.ForEach(TrackedChanges.RaiseVersion);
        foreach (var entry in touched.Union(altered).Select(Db.Entry).Where(e => e.State != EntityState.Added))
        {
            entry.DetectChanges();
        }

        await Db.SaveChangesAsync(cancel);
        Figures.Move(Settlement, before);
        await SearchIndex.BringInLineAsync(Db, Settlement, touched, changes, cancel);
        if (Actor.StaffId is { } me)
        {
            // News that one made oneself is none to oneself. What others brought before it stays unread: taking a case is not reading it.
            foreach (var one in touched.Where(c => c.NewsVersion == c.Version))
            {
                await ReadMarks.RaiseAsync(Db, me, one.Id, one.Version, cancel);
            }
        }

        return recorded.Count == 0 ? null : await AppendAsync(changes, cancel);
    }

    /// <summary>Throws when rows that belong in the journal were altered beside it.</summary>
    internal static void RefuseUnjournaled(HubContext db)
    {
        db.ChangeTracker.DetectChanges();
        if (TrackedChanges.Of(db).Count > 0)
        {
            throw new InvalidOperationException("These rows may only be changed together with a journal entry.");
        }
    }

    private async Task<long> AppendAsync(List<TrackedChange> changes, CancellationToken cancel)
    {
        var head = await Numbers.NextAsync(Db, "journal", recorded.Count, cancel);
        var seq = head - recorded.Count;
        var byEntry = recorded.ToDictionary(r => r.Entry, _ => new List<FieldChange>());
        foreach (var change in changes)
        {
            byEntry[EntryFor(change)].AddRange(change.ToFieldChanges());
        }

        recorded.ForEach(r => byEntry[r.Entry].AddRange(r.Told));

        foreach (var (entry, about, message, subject) in recorded)
        {
            entry.Seq = ++seq;
            entry.CaseId = about?.Id ?? entry.CaseId;
            entry.CaseVersion = about?.Version;
            entry.MessageId = message?.Id;
            entry.Subject = subject?.GetType().Name;
            entry.SubjectId = TrackedChanges.IdOf(subject);
            entry.Changes = JsonSerializer.Serialize(byEntry[entry], JournalJson.Options);
            Db.Journal.Add(entry);
        }

        foreach (var (entry, notice) in told)
        {
            (notice.Seq, notice.CaseId) = (entry.Seq, entry.CaseId);
            Db.Notices.Add(notice);
        }

        await Db.SaveChangesAsync(cancel);
        return head;
    }

    private JournalEntry EntryFor(TrackedChange change) =>
        (recorded.FirstOrDefault(r => ReferenceEquals(r.Subject, change.Entity) || ReferenceEquals(r.Case, change.Entity) || ReferenceEquals(r.Message, change.Entity))
            ?? recorded.FirstOrDefault(r => r.Case is not null && change.CaseId == r.Case.Id)
            ?? recorded[0]).Entry;

    private JournalEntry Entry(JournalKind kind, string? note) => new()
    {
        At = Now,
        ActorKind = Actor.Kind,
        ActorId = Actor.Kind is ActorKind.Staff or ActorKind.Program ? Actor.Id : null,
        ActorName = Actor.Name,
        Kind = kind,
        Note = string.IsNullOrWhiteSpace(note) ? null : note,
    };

    /// <summary>From where to where: since the entry recorded before in this change, or since the case was read.</summary>
    private void FillFromCase(JournalEntry entry, Case now, JournalEntry? before)
    {
        entry.ToState = now.State;
        entry.CaseKind = now.Kind;
        entry.Severity = now.Severity;
        entry.Safety = now.Safety;
        entry.CategoryPath = now.CategoryPath;
        entry.SegmentId = now.SegmentId;
        entry.CalendarVersionId = now.CalendarVersionId;
        entry.PolicyVersionId = now.PolicyVersionId;
        entry.DepartmentId = now.DepartmentId;
        entry.HandlerId = now.HandlerId;
        entry.ConcernsStaffId = now.ConcernsStaffId;
        entry.SharedWith = SharedWith(now.ResponsibleDepartmentId, now.Assisting);
        if (now.Version == 0)
        {
            return; // a new one
        }

        var tracked = Db.Entry(now);
        var state = before?.ToState ?? tracked.OriginalValues.GetValue<CaseState>(nameof(Case.State));
        var department = before?.DepartmentId ?? tracked.OriginalValues.GetValue<long>(nameof(Case.DepartmentId));
        var handler = before is null ? tracked.OriginalValues.GetValue<long?>(nameof(Case.HandlerId)) : before.HandlerId;
        entry.FromState = state == now.State ? null : state;
        entry.FromDepartmentId = department == now.DepartmentId ? null : department;
        entry.FromHandlerId = handler == now.HandlerId ? null : handler;

        // Whoever read it until now is told that it has gone.
        var was = SharedWith(tracked.OriginalValues.GetValue<long?>(nameof(Case.ResponsibleDepartmentId)), tracked.OriginalValues.GetValue<string>(nameof(Case.Assisting)));
        entry.SharedWith = was is null || was == entry.SharedWith ? entry.SharedWith : entry.SharedWith + was;
    }

    private static string? SharedWith(long? responsible, string assisting) =>
        responsible is { } first ? DepartmentPath.With(assisting, first) : assisting.Length > 0 ? assisting : null;

    private sealed record Recorded(JournalEntry Entry, Case? Case, Message? Message, object? Subject)
    {
        public List<FieldChange> Told { get; } = [];
    }
}
