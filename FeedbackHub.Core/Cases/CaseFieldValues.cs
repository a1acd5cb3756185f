using System.Globalization;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>The editable fields as text, the form in which pages and programs send them.</summary>
public static class CaseFieldValues
{
    /// <summary>A field as text: enums by name, ids by number, yes/no as <c>true</c> and <c>false</c>, nothing as the empty text.</summary>
    public static string Get(Case one, string field) => field switch
    {
        nameof(Case.Subject) => one.Subject,
        nameof(Case.Kind) => one.Kind.ToString(),
        nameof(Case.Severity) => one.Severity.ToString(),
        nameof(Case.Safety) => one.Safety ? "true" : "false",
        nameof(Case.CategoryId) => Id(one.CategoryId),
        nameof(Case.SegmentId) => Id(one.SegmentId),
        nameof(Case.CustomerName) => one.CustomerName,
        nameof(Case.CustomerEmail) => one.CustomerEmail,
        nameof(Case.CustomerPhone) => one.CustomerPhone,
        nameof(Case.CustomerLanguage) => one.CustomerLanguage,
        nameof(Case.ContactBy) => one.ContactBy.ToString(),
        nameof(Case.Representative) => one.Representative,
        nameof(Case.Wanted) => one.Wanted,
        nameof(Case.OccurredWhen) => one.OccurredWhen,
        nameof(Case.Place) => one.Place,
        nameof(Case.Product) => one.Product,
        nameof(Case.Concerns) => one.Concerns,
        nameof(Case.ConcernsDepartmentId) => Id(one.ConcernsDepartmentId),
        nameof(Case.ConcernsStaffId) => Id(one.ConcernsStaffId),
        nameof(Case.Decision) => one.Decision,
        nameof(Case.Redress) => one.Redress,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not an editable field."),
    };

    internal static async Task<FieldProblem?> SetAsync(HubContext db, Case one, string field, string value, Limits limits, CancellationToken cancel)
    {
        var limit = field is nameof(Case.Wanted) or nameof(Case.Decision) or nameof(Case.Redress) ? limits.Text : limits.Line;
        if (value.Length > limit)
        {
            return new FieldProblem(field, "TooLong", limit, value.Length);
        }

        switch (field)
        {
            case nameof(Case.Subject):
                one.Subject = value.Trim();
                return one.Subject.Length == 0 ? new FieldProblem(field, "TextMissing") : null;
            case nameof(Case.Kind):
                return SetEnum<CaseKind>(field, value, v => one.Kind = v);
            case nameof(Case.Severity):
                return SetEnum<Severity>(field, value, v => one.Severity = v);
            case nameof(Case.ContactBy):
                return SetEnum<ContactWay>(field, value, v => one.ContactBy = v);
            case nameof(Case.Safety):
                one.Safety = value == "true";
                return null;
            case nameof(Case.CustomerEmail):
                one.CustomerEmail = value.Trim();
                return one.CustomerEmail.Length > 0 && !FiledRules.LooksLikeEmail(value) ? new FieldProblem(field, "EmailShape") : null;
            case nameof(Case.CustomerPhone):
                one.CustomerPhone = value.Trim();
                return one.CustomerPhone.Length > 0 && !FiledRules.LooksLikePhone(value) ? new FieldProblem(field, "PhoneShape") : null;
            case nameof(Case.CustomerLanguage):
                one.CustomerLanguage = Languages.Nearest(value);
                return null;
            case nameof(Case.CategoryId):
                var refused = await SetIdAsync(field, value, id => db.Categories.AnyAsync(c => c.Id == id, cancel), id => one.CategoryId = id);
                one.CategoryPath = refused is null ? await CategoryPath.ReadAsync(db, one.CategoryId, cancel) : one.CategoryPath;
                return refused;
            case nameof(Case.SegmentId):
                var before = one.SegmentId;
                return await SetIdAsync(field, value, id => db.Segments.AnyAsync(s => s.Id == id && (!s.Disabled || s.Id == before), cancel), id => one.SegmentId = id);
            case nameof(Case.ConcernsDepartmentId):
                return await SetIdAsync(field, value, id => db.Departments.AnyAsync(d => d.Id == id, cancel), id => one.ConcernsDepartmentId = id);
            case nameof(Case.ConcernsStaffId):
                return await SetIdAsync(field, value, id => db.Staff.AnyAsync(s => s.Id == id, cancel), id => SetConcerned(one, id));
            default:
                SetText(one, field, value.Trim());
                return null;
        }
    }

    /// <summary>The person complained about can neither see nor handle it: it leaves their hands at once.</summary>
    private static void SetConcerned(Case one, long? staffId)
    {
        one.ConcernsStaffId = staffId;
        one.ResponsibleStaffId = staffId is not null && one.ResponsibleStaffId == staffId ? null : one.ResponsibleStaffId;
        if (staffId is not null && one.HandlerId == staffId)
        {
            one.HandlerId = null;
            if (one.State is CaseState.InProgress or CaseState.WaitingForCustomer)
            {
                one.State = CaseState.Assigned;
            }
        }
    }

    private static void SetText(Case one, string field, string value)
    {
        switch (field)
        {
            case nameof(Case.CustomerName): one.CustomerName = value; break;
            case nameof(Case.Representative): one.Representative = value; break;
            case nameof(Case.Wanted): one.Wanted = value; break;
            case nameof(Case.OccurredWhen): one.OccurredWhen = value; break;
            case nameof(Case.Place): one.Place = value; break;
            case nameof(Case.Product): one.Product = value; break;
            case nameof(Case.Concerns): one.Concerns = value; break;
            case nameof(Case.Decision): one.Decision = value; break;
            case nameof(Case.Redress): one.Redress = value; break;
            default: throw new ArgumentOutOfRangeException(nameof(field), field, "Not an editable field.");
        }
    }

    private static FieldProblem? SetEnum<T>(string field, string value, Action<T> set)
        where T : struct, Enum
    {
        if (!Enum.TryParse<T>(value, out var parsed) || !Enum.IsDefined(parsed))
        {
            return new FieldProblem(field, "Choose");
        }

        set(parsed);
        return null;
    }

    private static async Task<FieldProblem?> SetIdAsync(string field, string value, Func<long, Task<bool>> exists, Action<long?> set)
    {
        if (value.Length == 0)
        {
            set(null);
            return null;
        }

        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !await exists(id))
        {
            return new FieldProblem(field, "Choose");
        }

        set(id);
        return null;
    }

    internal static string Id(long? id) => id?.ToString(CultureInfo.InvariantCulture) ?? "";
}
