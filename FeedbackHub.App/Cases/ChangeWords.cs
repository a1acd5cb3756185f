using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Majors;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Cases;

/// <summary>What happened, in a quiet line of the timeline.</summary>
public sealed class ChangeWords(IStringLocalizer<CasePageTexts> texts, IStringLocalizer<CaseWords> words, FieldWords fields)
{
    /// <summary>Fields that the sentence says already, or that only serve the next step.</summary>
    private static readonly HashSet<string> Unsaid =
    [
        nameof(Case.State), nameof(Case.Attention), nameof(Case.Reason), nameof(Case.EndedAt), nameof(Case.AcknowledgedAt), nameof(Case.DecidedAt),
        nameof(Case.HandedOverFromDepartmentId), nameof(Case.HandedOverFromStaffId), nameof(Case.DuplicateOfId), nameof(Case.CustomerAccepted),
        nameof(Case.ResponsibleDepartmentId), nameof(Case.ResponsibleStaffId), nameof(Case.Returns), nameof(Case.ReturnsDecided), nameof(Case.Review),
    ];

    /// <summary>A step taken later than this was held up by a standstill, which is said.</summary>
    private static readonly Duration Late = Duration.FromMinutes(5);

    /// <summary>True where an entry has a line beside (or instead of) its message.</summary>
    public static bool HasLine(TimelineItem item) =>
        item.Message is null || item.Kind is JournalKind.Filed or JournalKind.Resolved or JournalKind.Extended or JournalKind.PromisedAnew or JournalKind.ConfirmedSolved or JournalKind.DeniedSolved
            or JournalKind.ReviewAsked or JournalKind.ReviewDecided;

    /// <summary>The sentence, without its full stop.</summary>
    public string Sentence(TimelineItem item, Func<string, string?, Bilingual?> nameOf, CaseTimes times)
    {
        var who = Who(item);
        return item.Kind switch
        {
            JournalKind.Filed => texts["Change_Filed", To(item, nameof(Case.DepartmentId), nameOf)],
            JournalKind.Assigned => Assigned(item, who, nameOf),
            JournalKind.Returned => To(item, nameof(Case.DepartmentId), nameOf) is { Length: > 0 } back
                ? texts["Change_Returned", who, back]
                : texts["Change_ReturnedHere", who],
            JournalKind.DeclaredMajor when item.ActorKind is not ActorKind.Staff => texts["Change_DeclaredMajorAtOnce"],
            JournalKind.GroupOpened => texts["Change_GroupOpened", who, Of<GroupTask>(item, nameof(GroupTask.DepartmentId), nameOf)],
            JournalKind.Escalated or JournalKind.PutUnderSupervision or JournalKind.Extended or JournalKind.ExtensionAsked or JournalKind.ExtensionRefused
                or JournalKind.PromisedAnew => OfOnePromise(item, who, times),
            JournalKind.ReviewDecided when item.Changes.FirstOrDefault(c => c is { On: nameof(Case), Field: nameof(Case.Review) })?.To is { } review => texts[$"Change_ReviewDecided_{review}", who],
            JournalKind.Edited => texts["Change_Edited", who],
            JournalKind.RulesApplied => texts["Change_RulesApplied", who, Rules(item)],
            _ => texts[$"Change_{item.Kind}", who],
        };
    }

    /// <summary>The fields that changed, each from and to; only where the sentence does not say it all.</summary>
    public IEnumerable<string> Fields(TimelineItem item, Func<string, string?, Bilingual?> nameOf) =>
        item.Kind == JournalKind.Returned
            ? item.Changes.Where(c => c.On == nameof(CaseReturn) && c.Field == nameof(CaseReturn.Basis)).Select(c => texts["Change_Basis", c.To ?? ""].Value)
            : item.Kind is JournalKind.Edited or JournalKind.Resolved or JournalKind.ReviewDecided
            ? item.Changes.Where(c => c.On == nameof(Case) && !Unsaid.Contains(c.Field)).Select(c => fields.Change(c, nameOf))
            : [];

    private string OfOnePromise(TimelineItem item, string who, CaseTimes times)
    {
        var until = item.Until is { } at ? times.At(at) : "";
        var promise = item.Promise is { } kind ? words[$"Promise_{kind}"].Value : "";
        return (item.Kind, item.Promise) switch
        {
            (JournalKind.Escalated, null) => texts["Change_ReportLate", until],
            (JournalKind.Escalated, _) => texts[item.At - item.Until > Late ? "Change_EscalatedLate" : "Change_Escalated", promise, until],
            (JournalKind.PutUnderSupervision, _) => texts["Change_PutUnderSupervision", who, until],
            (JournalKind.ExtensionRefused, _) => texts["Change_ExtensionRefused", who, promise],
            _ => texts[$"Change_{item.Kind}", who, promise, until],
        };
    }

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

    private string To(TimelineItem item, string field, Func<string, string?, Bilingual?> nameOf) => Of<Case>(item, field, nameOf);

    private string Of<TRow>(TimelineItem item, string field, Func<string, string?, Bilingual?> nameOf) =>
        item.Changes.FirstOrDefault(c => c.On == typeof(TRow).Name && c.Field == field)?.To is { } to ? fields.Value(field, to, nameOf(field, to)) : "";
}
