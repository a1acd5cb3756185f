using System.Globalization;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Customers;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Majors;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Calendar = FeedbackHub.Core.Promises.Calendar;

namespace FeedbackHub.Core.Data;

/// <summary>One altered row.</summary>
/// <param name="Entity">The row.</param>
/// <param name="Fields">What changed in it.</param>
internal sealed record TrackedChange(object Entity, IReadOnlyList<TrackedField> Fields)
{
    /// <summary>The case it belongs to, where it does. Ask after saving: a new case has its id then.</summary>
    public long? CaseId => TrackedChanges.CaseOf(Entity);

    /// <summary>As the journal keeps it. Ask after saving: new rows have their ids then.</summary>
    public IEnumerable<FieldChange> ToFieldChanges()
    {
        var id = Entity is StaffDepartment d ? d.DepartmentId : TrackedChanges.IdOf(Entity) ?? 0;
        return Fields.Select(f => new FieldChange(Entity.GetType().Name, id.ToString(CultureInfo.InvariantCulture), f.Name, f.From, f.To));
    }
}

/// <summary>One altered field.</summary>
internal sealed record TrackedField(string Name, string? From, string? To);

/// <summary>Reads from the change tracker what the journal must tell.</summary>
internal static class TrackedChanges
{
    private const string Secret = "•";

    /// <summary>Rows that are derived, or one person's own: they have no place in the journal.</summary>
    private static readonly HashSet<Type> Bookkeeping =
        [typeof(Counter), typeof(Tally), typeof(Draft), typeof(ReadMark), typeof(Filing), typeof(JournalEntry), typeof(CasePromise),
            typeof(SharedSecret), typeof(Lease), typeof(StoredContent), typeof(StoredPart), typeof(Notice)];

    /// <summary>Columns that follow from others or only count.</summary>
    private static readonly Dictionary<Type, HashSet<string>> Derived = new()
    {
        [typeof(Case)] =
        [
            nameof(Case.Id), nameof(Case.Version), nameof(Case.FieldVersions), nameof(Case.OnDesk), nameof(Case.DueAt), nameof(Case.DuePromise),
            nameof(Case.QueueOrder), nameof(Case.LastMessage), nameof(Case.LastMessageAt), nameof(Case.LastMessageBy), nameof(Case.NewsVersion),
            nameof(Case.CategoryPath), nameof(Case.WaitingStepAt), nameof(Case.Assisting), nameof(Case.ReviewVersion),
        ],
        [typeof(StaffMember)] =
            [nameof(StaffMember.Id), nameof(StaffMember.Version), nameof(StaffMember.NormalizedEmail), nameof(StaffMember.AccessFailedCount), nameof(StaffMember.LockoutEnd)],
        [typeof(Message)] = [nameof(Message.Id), nameof(Message.Text), nameof(Message.At), nameof(Message.AuthorName), nameof(Message.CaseId)],
        [typeof(Attachment)] = [nameof(Attachment.Id), nameof(Attachment.CaseId), nameof(Attachment.MessageId), nameof(Attachment.ContentType)],
        [typeof(CaseReturn)] = [nameof(CaseReturn.Id), nameof(CaseReturn.CaseId), nameof(CaseReturn.At), nameof(CaseReturn.Reason)],
        [typeof(MajorCase)] = [.. typeof(MajorCase).GetProperties().Select(p => p.Name)], // each stands as the entry's note or hand
        [typeof(GroupTask)] =
            [nameof(GroupTask.Id), nameof(GroupTask.CaseId), nameof(GroupTask.Text), nameof(GroupTask.GivenAt), nameof(GroupTask.ReportedAt), nameof(GroupTask.ReportedBy), nameof(GroupTask.Report)],
        [typeof(Department)] = [nameof(Department.Id), nameof(Department.Version)],
        [typeof(Category)] = [nameof(Category.Id), nameof(Category.Version)],
        [typeof(Segment)] = [nameof(Segment.Id), nameof(Segment.Version)],
        [typeof(Calendar)] = [nameof(Calendar.Id), nameof(Calendar.Version)],
        [typeof(ApiToken)] = [nameof(ApiToken.Id), nameof(ApiToken.Version), nameof(ApiToken.CreatedAt)],
        [typeof(CalendarVersion)] = [nameof(CalendarVersion.Id), nameof(CalendarVersion.CreatedAt)],
        [typeof(PolicyVersion)] = [nameof(PolicyVersion.Id), nameof(PolicyVersion.CreatedAt)],

        [typeof(Extension)] = [nameof(Extension.Id), nameof(Extension.CaseId), nameof(Extension.AskedAt), nameof(Extension.AskedById), nameof(Extension.DecidedAt), nameof(Extension.DecidedById), nameof(Extension.Generation)],
        [typeof(Supervision)] = [nameof(Supervision.Id), nameof(Supervision.CaseId), nameof(Supervision.At), nameof(Supervision.ReportedAt), nameof(Supervision.ReportedById)],

        // Whose department it is, the entry itself says; a new person has no lasting id yet when this is read.
        [typeof(StaffDepartment)] = [nameof(StaffDepartment.StaffId)],
    };

    /// <summary>Of a new case only where it begins: the rest stands in the record, and every later change is told.</summary>
    private static readonly HashSet<string> OfNewCase =
        [nameof(Case.State), nameof(Case.Kind), nameof(Case.Severity), nameof(Case.Safety), nameof(Case.Channel), nameof(Case.DepartmentId), nameof(Case.CategoryId), nameof(Case.SegmentId), nameof(Case.HandlerId)];

    private static readonly HashSet<string> Secrets =
        [nameof(StaffMember.PasswordHash), nameof(StaffMember.SecurityStamp), nameof(StaffMember.InvitationHash), nameof(ApiToken.Hash), nameof(Case.CodeHash)];

    /// <summary>All altered rows that the journal must know of. Change detection must have run.</summary>
    public static List<TrackedChange> Of(HubContext db)
    {
        var changes = new List<TrackedChange>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached || Bookkeeping.Contains(entry.Metadata.ClrType))
            {
                continue;
            }

            var fields = FieldsOf(entry).ToList();
            if (fields.Count > 0 || entry.State is EntityState.Added or EntityState.Deleted)
            {
                changes.Add(new TrackedChange(entry.Entity, fields));
            }
        }

        return changes;
    }

    /// <summary>The id of a row, by its property <c>Id</c>; null without one.</summary>
    public static long? IdOf(object? entity) =>
        entity?.GetType().GetProperty("Id")?.GetValue(entity) is long id ? id : null;

    /// <summary>Counts a change of an administered row.</summary>
    public static void RaiseVersion(object entity)
    {
        switch (entity)
        {
            case StaffMember m: m.Version++; break;
            case Department d: d.Version++; break;
            case Category n: n.Version++; break;
            case Segment s: s.Version++; break;
            case Calendar c: c.Version++; break;
            case ApiToken t: t.Version++; break;
            default: break;
        }
    }

    private static IEnumerable<TrackedField> FieldsOf(EntityEntry entry)
    {
        var isNew = entry.State == EntityState.Added;
        foreach (var (metadata, name, ofNew) in ToldOf(entry.Metadata))
        {
            if (isNew && !ofNew)
            {
                continue;
            }

            var property = entry.Property(metadata);
            if (property.IsTemporary)
            {
                continue; // the id of a row that is new too: its own entry tells of it
            }

            var altered = entry.State == EntityState.Modified;
            if (altered && (!property.IsModified || Equals(property.OriginalValue, property.CurrentValue)))
            {
                continue;
            }

            var secret = Secrets.Contains(name);
            var from = isNew ? null : Text(property.OriginalValue, secret);
            var to = entry.State == EntityState.Deleted ? null : Text(property.CurrentValue, secret);
            if (altered || from != to)
            {
                yield return new TrackedField(name, from, to);
            }
        }
    }

    /// <summary>The properties of a type that the journal tells of; worked out once, for a case has many.</summary>
    private static (IProperty Property, string Name, bool OfNew)[] ToldOf(IEntityType type) => type.GetOrAddRuntimeAnnotationValue(
        "FeedbackHub:Told",
        told => told!.GetProperties().Select(p => (Property: p, p.Name))
            .Concat(told.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties(), (c, p) => (Property: p, Name: $"{c.Name}.{p.Name}")))
            .Where(p => !p.Property.IsShadowProperty() && !Derived[told.ClrType].Contains(p.Name))
            .Select(p => (p.Property, p.Name, told.ClrType != typeof(Case) || OfNewCase.Contains(p.Name)))
            .ToArray(),
        type);

    /// <summary>The case that a row belongs to; null without one.</summary>
    public static long? CaseOf(object entity) => entity switch
    {
        Case c => c.Id,
        Message m => m.CaseId,
        Attachment a => a.CaseId,
        Extension e => e.CaseId,
        Supervision s => s.CaseId,
        CaseReturn r => r.CaseId,
        MajorCase m => m.CaseId,
        GroupTask t => t.CaseId,
        _ => null,
    };

    private static string? Text(object? value, bool secret) => value switch
    {
        null => null,
        _ when secret => Secret,
        Enum e => e.ToString(),
        bool b => b ? "true" : "false",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
