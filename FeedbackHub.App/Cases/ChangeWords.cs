using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>What happened, in a quiet line of the timeline.</summary>
public sealed class ChangeWords(IStringLocalizer<CasePageTexts> texts, FieldWords fields)
{
    /// <summary>Fields that the sentence says already, or that only serve the next step.</summary>
    private static readonly HashSet<string> Unsaid =
    [
        nameof(Case.State), nameof(Case.Attention), nameof(Case.Reason), nameof(Case.EndedAt), nameof(Case.AcknowledgedAt), nameof(Case.DecidedAt),
        nameof(Case.HandedOverFromDepartmentId), nameof(Case.HandedOverFromStaffId), nameof(Case.DuplicateOfId), nameof(Case.CustomerAccepted),
    ];

    /// <summary>True where an entry has a line beside (or instead of) its message.</summary>
    public static bool HasLine(TimelineItem item) =>
        item.Message is null || item.Kind is JournalKind.Filed or JournalKind.Resolved or JournalKind.ConfirmedSolved or JournalKind.DeniedSolved;

    /// <summary>The sentence, without its full stop.</summary>
    public string Sentence(TimelineItem item, Func<string, string?, Bilingual?> nameOf)
    {
        var who = Who(item);
        return item.Kind switch
        {
            JournalKind.Filed => texts["Change_Filed", To(item, nameof(Case.DepartmentId), nameOf)],
            JournalKind.Assigned => Assigned(item, who, nameOf),
            JournalKind.Returned => texts["Change_Returned", who, To(item, nameof(Case.DepartmentId), nameOf)],
            JournalKind.Edited => texts["Change_Edited", who],
            JournalKind.RulesApplied => texts["Change_RulesApplied", who, Rules(item)],
            _ => texts[$"Change_{item.Kind}", who],
        };
    }

    /// <summary>The fields that changed, each from and to; only where the sentence does not say it all.</summary>
    public IEnumerable<string> Fields(TimelineItem item, Func<string, string?, Bilingual?> nameOf) =>
        item.Kind is JournalKind.Edited or JournalKind.Resolved
            ? item.Changes.Where(c => c.On == nameof(Case) && !Unsaid.Contains(c.Field)).Select(c => fields.Change(c, nameOf))
            : [];

    private string Rules(TimelineItem item) => string.Join(
        texts["Comma"],
        new[] { (Field: nameof(Case.PolicyVersionId), Word: "Rules_Policy"), (Field: nameof(Case.CalendarVersionId), Word: "Rules_Calendar") }
            .Select(version => item.Changes.FirstOrDefault(c => c.On == nameof(Case) && c.Field == version.Field)?.To is { } to ? texts[version.Word, to].Value : null)
            .OfType<string>());

    private string Who(TimelineItem item) => item.ActorKind switch
    {
        ActorKind.Customer or ActorKind.Public => item.ActorName.Length > 0 ? item.ActorName : texts["TheCustomer"],
        _ => item.ActorName,
    };

    private string Assigned(TimelineItem item, string who, Func<string, string?, Bilingual?> nameOf)
    {
        var (person, department) = (To(item, nameof(Case.HandlerId), nameOf), To(item, nameof(Case.DepartmentId), nameOf));
        return (person.Length > 0, department.Length > 0) switch
        {
            (true, true) => texts["Change_AssignedBoth", who, person, department],
            (true, false) => texts["Change_AssignedTo", who, person],
            (false, true) => texts["Change_AssignedTo", who, department],
            _ => texts["Change_AssignedAgain", who],
        };
    }

    private string To(TimelineItem item, string field, Func<string, string?, Bilingual?> nameOf) =>
        item.Changes.FirstOrDefault(c => c.On == nameof(Case) && c.Field == field)?.To is { } to ? fields.Value(field, to, nameOf(field, to)) : "";
}
