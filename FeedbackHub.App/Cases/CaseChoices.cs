using System.Globalization;
using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Customers;
using FeedbackHub.Core.Intake;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>One thing to choose: the value that is stored, and its words.</summary>
public sealed record Choice(string Value, string Text);

/// <summary>What can be chosen in the record's fields and in the hand-over; read when it is first asked for.</summary>
public sealed class CaseChoices(
    CurrentStaff staff, ListHandlers handlers, ListDepartments departments, ListCategories categories, ListSegments segments, FieldWords words, IStringLocalizer<CasePageTexts> texts)
{
    /// <summary>True where a field is chosen, not typed.</summary>
    public static bool IsChosen(string field) => field is
        nameof(Case.Kind) or nameof(Case.Severity) or nameof(Case.Safety) or nameof(Case.CustomerLanguage) or nameof(Case.ContactBy) or
        nameof(Case.CategoryId) or nameof(Case.SegmentId) or nameof(Case.ConcernsDepartmentId) or nameof(Case.ConcernsStaffId);

    /// <summary>What can be chosen in a field.</summary>
    public async Task<IReadOnlyList<Choice>> ForAsync(string field) => field switch
    {
        nameof(Case.Kind) => Names<CaseKind>(field),
        nameof(Case.Severity) => Names<Severity>(field),
        nameof(Case.ContactBy) => Names<ContactWay>(field),
        nameof(Case.Safety) => [new("false", texts["No"]), new("true", texts["Yes"])],
        nameof(Case.CustomerLanguage) => [.. Languages.All.Select(l => new Choice(l, words.Value(field, l, null)))],
        nameof(Case.CategoryId) => [Nothing, .. (await CategoriesAsync()).SelectMany(c => Under(c, ""))],
        nameof(Case.SegmentId) => [Nothing, .. (await SegmentsAsync()).Select(s => new Choice(Id(s.Id), s.Name.In(LanguageChoice.Current)))],
        nameof(Case.ConcernsDepartmentId) => [Nothing, .. (await DepartmentsAsync()).Select(d => new Choice(Id(d.Id), d.Name.In(LanguageChoice.Current)))],
        nameof(Case.ConcernsStaffId) => [Nothing, .. (await HandlersAsync(null)).Select(h => new Choice(Id(h.Id), h.Name))],
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "This field is typed."),
    };

    /// <summary>The departments that can be given a case.</summary>
    public async Task<IReadOnlyList<DepartmentView>> DepartmentsAsync() =>
        await staff.DoAsync(departments, new ListDepartments.Request(WithDisabled: false)) is { Succeeded: true } read ? read.Value : [];

    /// <summary>The people who can be given a case; never the person complained about in it.</summary>
    public async Task<IReadOnlyList<HandlerView>> HandlersAsync(long? caseId) =>
        await staff.DoAsync(handlers, new ListHandlers.Request(caseId)) is { Succeeded: true } read ? read.Value : [];

    private static Choice Nothing => new("", "—");

    private async Task<IReadOnlyList<CategoryNode>> CategoriesAsync() =>
        await staff.DoAsync(categories, new ListCategories.Request()) is { Succeeded: true } read ? read.Value : [];

    private async Task<IReadOnlyList<SegmentView>> SegmentsAsync() =>
        await staff.DoAsync(segments, new ListSegments.Request(WithDisabled: false)) is { Succeeded: true } read ? read.Value : [];

    private List<Choice> Names<T>(string field)
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => new Choice(n, words.Value(field, n, null)))];

    private static IEnumerable<Choice> Under(CategoryNode node, string above)
    {
        if (node.Disabled)
        {
            return [];
        }

        var path = above + node.Name.In(LanguageChoice.Current);
        return [new Choice(Id(node.Id), path), .. node.Children.SelectMany(c => Under(c, path + " › "))];
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
