using System.Globalization;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>What the ids in the journal's changes are called, also where people and departments have left since.</summary>
public sealed class JournalNames
{
    /// <summary>The fields whose values are ids, and of what.</summary>
    private static readonly Dictionary<string, IdOf> Fields = new()
    {
        [nameof(Case.HandlerId)] = IdOf.Staff,
        [nameof(Case.ConcernsStaffId)] = IdOf.Staff,
        [nameof(Case.HandedOverFromStaffId)] = IdOf.Staff,
        [nameof(Case.ReceivedById)] = IdOf.Staff,
        [nameof(Case.ResponsibleStaffId)] = IdOf.Staff,
        [nameof(Case.ResponsibleDepartmentId)] = IdOf.Department,
        [nameof(Assignment.Department.HeadId)] = IdOf.Staff,
        [nameof(Case.DepartmentId)] = IdOf.Department,
        [nameof(Case.ConcernsDepartmentId)] = IdOf.Department,
        [nameof(Case.HandedOverFromDepartmentId)] = IdOf.Department,
        [nameof(Assignment.CaseReturn.FromDepartmentId)] = IdOf.Department,
        [nameof(Assignment.CaseReturn.ToDepartmentId)] = IdOf.Department,
        [nameof(Assignment.CaseReturn.DecidedByDepartmentId)] = IdOf.Department,
        [nameof(Case.CategoryId)] = IdOf.Category,
        [nameof(Case.SegmentId)] = IdOf.Segment,
        [nameof(CalendarVersion.CalendarId)] = IdOf.Calendar,
        [nameof(StaffDepartment.StaffId)] = IdOf.Staff,
        [nameof(Category.ParentId)] = IdOf.Category,
    };

    private readonly Dictionary<(IdOf, long), Bilingual> names;

    private JournalNames(Dictionary<(IdOf, long), Bilingual> names) => this.names = names;

    private enum IdOf
    {
        Staff,
        Department,
        Category,
        Segment,
        Calendar,
    }

    /// <summary>No names.</summary>
    public static JournalNames None { get; } = new([]);

    /// <summary>The name behind a field's value; null where the field holds no id, or nothing has that id.</summary>
    public Bilingual? Of(string field, string? value) =>
        Fields.TryGetValue(field, out var what) && Id(value) is { } id ? names.GetValueOrDefault((what, id)) : null;

    /// <summary>These names and those: where both know one, the other's, which was read later.</summary>
    public JournalNames And(JournalNames later) =>
        later.names.Count == 0 ? this : names.Count == 0 ? later : new(names.Concat(later.names).GroupBy(n => n.Key, n => n.Value).ToDictionary(g => g.Key, g => g.Last()));

    /// <summary>True where a field's values are ids.</summary>
    public static bool IsId(string field) => Fields.ContainsKey(field);

    internal static async Task<JournalNames> ReadAsync(HubContext db, IEnumerable<FieldChange> changes, CancellationToken cancel)
    {
        var ids = changes.Where(c => Fields.ContainsKey(c.Field))
            .SelectMany(c => new[] { (What: Fields[c.Field], Id: Id(c.From)), (What: Fields[c.Field], Id: Id(c.To)) })
            .Where(c => c.Id is not null)
            .ToLookup(c => c.What, c => c.Id!.Value);
        var names = new Dictionary<(IdOf, long), Bilingual>();
        if (ids.Contains(IdOf.Staff))
        {
            var staff = ids[IdOf.Staff].ToHashSet();
            foreach (var s in await db.Staff.Where(s => staff.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToListAsync(cancel))
            {
                names[(IdOf.Staff, s.Id)] = new Bilingual(s.Name, s.Name);
            }
        }

        if (ids.Contains(IdOf.Department))
        {
            var departments = ids[IdOf.Department].ToHashSet();
            foreach (var d in await db.Departments.Where(d => departments.Contains(d.Id)).Select(d => new { d.Id, d.Name }).ToListAsync(cancel))
            {
                names[(IdOf.Department, d.Id)] = d.Name;
            }
        }

        if (ids.Contains(IdOf.Category))
        {
            var categories = ids[IdOf.Category].ToHashSet();
            foreach (var c in await db.Categories.Where(c => categories.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(cancel))
            {
                names[(IdOf.Category, c.Id)] = c.Name;
            }
        }

        if (ids.Contains(IdOf.Segment))
        {
            var segments = ids[IdOf.Segment].ToHashSet();
            foreach (var s in await db.Segments.Where(s => segments.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToListAsync(cancel))
            {
                names[(IdOf.Segment, s.Id)] = s.Name;
            }
        }

        if (ids.Contains(IdOf.Calendar))
        {
            var calendars = ids[IdOf.Calendar].ToHashSet();
            foreach (var c in await db.Calendars.Where(c => calendars.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(cancel))
            {
                names[(IdOf.Calendar, c.Id)] = c.Name;
            }
        }

        return new JournalNames(names);
    }

    private static long? Id(string? value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
