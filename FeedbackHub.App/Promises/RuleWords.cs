using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Customers;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Promises;

/// <summary>Rules of what is promised, in words: which cases they are for, what they promise, and what became of them.</summary>
public sealed class RuleWords(IStringLocalizer<RuleTexts> texts, IStringLocalizer<CaseWords> words, IStringLocalizer<PromiseTexts> kinds, TargetWords targets)
{
    private readonly Dictionary<long, string> paths = [];

    /// <summary>All categories with those above them, in the order of the tree.</summary>
    public IReadOnlyList<(long Key, string Text)> Categories { get; private set; } = [];

    /// <summary>All departments.</summary>
    public IReadOnlyList<(long Key, string Text)> Departments { get; private set; } = [];

    /// <summary>All segments.</summary>
    public IReadOnlyList<(long Key, string Text)> Segments { get; private set; } = [];

    /// <summary>Reads what categories, departments and segments are called. To be done first.</summary>
    public async Task ReadAsync(CurrentStaff staff, ListCategories categories, ListDepartments departments, ListSegments segments)
    {
        Segments = await staff.DoAsync(segments, new ListSegments.Request()) is { Succeeded: true, Value: var groups }
            ? [.. groups.Select(s => (s.Id, s.Name.In(LanguageChoice.Current)))]
            : [];
        Departments = await staff.DoAsync(departments, new ListDepartments.Request()) is { Succeeded: true, Value: var known }
            ? [.. known.Select(d => (d.Id, d.Name.In(LanguageChoice.Current)))]
            : [];
        Categories = await staff.DoAsync(categories, new ListCategories.Request()) is { Succeeded: true, Value: var tree } ? [.. Branches(tree, "", "/")] : [];
    }

    /// <summary>The path of a category with those above it, as cases keep it.</summary>
    public string PathOf(long category) => paths.GetValueOrDefault(category, $"/{category}/");

    /// <summary>What a rule is called.</summary>
    public static string Name(PromiseRule rule) => rule.Name.In(LanguageChoice.Current);

    /// <summary>Which cases it is for.</summary>
    public string Conditions(PromiseRule rule) => rule.IsForAll ? texts["ForAll"] : string.Join(texts["And"], RuleConditions.Of(rule).Select(one => Condition(rule, one)));

    /// <summary>One of its conditions.</summary>
    public string Condition(PromiseRule rule, RuleCondition condition) => condition switch
    {
        RuleCondition.Kind => List(rule.Kinds!.Select(kind => words[$"Kind_{kind}"].Value)),
        RuleCondition.Severity => words[$"Severity_{rule.Severity}"],
        RuleCondition.Safety => Safety(rule.Safety == true),
        RuleCondition.Channel => texts["Through", List(rule.Channels!.Select(channel => words[$"Channel_{channel}"].Value))],
        RuleCondition.Category => texts["Within", List(rule.Categories!.Select(Category))],
        RuleCondition.Department => texts["ReceivedBy", List(rule.Departments!.Select(Department))],
        RuleCondition.Segment => texts["OfSegment", List(rule.Segments!.Select(Segment))],
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "No such condition."),
    };

    /// <summary>Why a rule does not fit a made-up case: what it asks, and what the case has.</summary>
    public string Unmet(PromiseRule rule, RuleCondition condition, ExplainPromise.Request made, long department) =>
        texts["Unmet", Condition(rule, condition), condition switch
        {
            RuleCondition.Kind => words[$"Kind_{made.Kind}"].Value,
            RuleCondition.Severity => words[$"Severity_{made.Severity}"].Value,
            RuleCondition.Safety => Safety(made.Safety),
            RuleCondition.Channel => words[$"Channel_{made.Channel}"].Value,
            RuleCondition.Category => made.CategoryId is { } category ? Category(category) : texts["NoCategory"].Value,
            RuleCondition.Department => Department(department),
            RuleCondition.Segment => made.SegmentId is { } segment ? Segment(segment) : texts["NoSegment"].Value,
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "No such condition."),
        }];

    /// <summary>What it promises.</summary>
    public string Targets(PromiseTargets promises) => string.Join(
        texts["And"], PromiseKinds.All.Where(kind => promises.For(kind) is not null).Select(kind => Target(kind, promises.For(kind))));

    /// <summary>What changed in it.</summary>
    public string Change(RuleChange change) => change switch
    {
        RuleChange.Added => texts["Change_Added", Name(change.Rule), Conditions(change.Rule), Targets(change.Rule.Promises)],
        RuleChange.Removed => texts["Change_Removed", Name(change.Rule)],
        RuleChange.Renamed renamed => texts["Change_Renamed", Name(change.Rule), $"{renamed.From.En} / {renamed.From.Zh}"],
        RuleChange.Conditions asked => texts["Change_Conditions", Name(change.Rule), Conditions(asked.Before), Conditions(change.Rule)],
        RuleChange.Target target => texts["Change_Target", Name(change.Rule), kinds[$"Kind_{target.Kind}"], Length(target.From), Length(target.To)],
        RuleChange.Moved => texts["Change_Moved", Name(change.Rule)],
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "A change nobody tells."),
    };

    private string Target(PromiseKind kind, PromiseTarget? target) => texts["Target", kinds[$"Kind_{kind}"], Length(target)];

    private string Length(PromiseTarget? target) => target is { } given ? targets.Of(given) : texts["NotPromised"];

    private string Safety(bool atRisk) => texts[atRisk ? "Safety_Yes" : "Safety_No"];

    private string Category(long id) => Categories.FirstOrDefault(one => one.Key == id).Text ?? $"#{id}";

    private string Department(long id) => Departments.FirstOrDefault(one => one.Key == id).Text ?? $"#{id}";

    private string Segment(long id) => Segments.FirstOrDefault(one => one.Key == id).Text ?? $"#{id}";

    private string List(IEnumerable<string> items) => string.Join(texts["Comma"], items);

    private IEnumerable<(long, string)> Branches(IReadOnlyList<CategoryNode> nodes, string above, string path)
    {
        foreach (var node in nodes)
        {
            var name = above + node.Name.In(LanguageChoice.Current);
            paths[node.Id] = $"{path}{node.Id}/";
            yield return (node.Id, name);
            foreach (var below in Branches(node.Children, $"{name} › ", paths[node.Id]))
            {
                yield return below;
            }
        }
    }
}
