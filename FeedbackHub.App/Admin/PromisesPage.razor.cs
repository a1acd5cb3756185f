using FeedbackHub.App.Promises;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Customers;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Admin;

/// <summary>What is promised to whom: the rules in order as compact lines, one of them open to be edited.</summary>
public sealed partial class PromisesPage
{
    private PolicyForm? form;
    private RuleForm? open;
    private RuleForm? focus;
    private IReadOnlyList<PolicyProblem> problems = [];
    private IReadOnlyDictionary<int, IReadOnlyList<int>> unreached = new Dictionary<int, IReadOnlyList<int>>();
    private string said = "";
    private long seen;
    private bool busy;
    private bool trying;
    private Failure? failure;

    [Inject] private ReadPromiseTable Read { get; set; } = default!;
    [Inject] private SavePromiseTable Save { get; set; } = default!;
    [Inject] private ListCategories ListCategories { get; set; } = default!;
    [Inject] private ListDepartments ListDepartments { get; set; } = default!;
    [Inject] private ListSegments ListSegments { get; set; } = default!;
    [Inject] private TargetWords Targets { get; set; } = default!;
    [Inject] private RuleWords RuleNames { get; set; } = default!;
    [Inject] private IStringLocalizer<RuleTexts> R { get; set; } = default!;
    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (!Person.Can(SavePromiseTable.Requires))
        {
            failure = new NotAllowed(SavePromiseTable.Requires);
            return;
        }

        await RuleNames.ReadAsync(Staff, ListCategories, ListDepartments, ListSegments);
        var table = await Staff.DoAsync(Read, new ReadPromiseTable.Request());
        failure = table.Failure;
        if (table.Succeeded)
        {
            (seen, form) = (table.Value.VersionId, PolicyForm.Of(table.Value.Document, Targets));
            Check();
            said = "";
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is { } rule)
        {
            // A line that moves in the page loses the focus.
            focus = null;
            await rule.Line.FocusAsync();
        }
    }

    private void Open(RuleForm rule) => open = open == rule ? null : rule;

    private void Check()
    {
        problems = form!.Problems();
        unreached = form.Unreached(RuleNames.PathOf);
        failure = failure is PromiseTableRejected ? null : failure;
        said = R["Unsaved"];
    }

    /// <summary>The problems of a rule. Where it takes every case, that is said of the rule behind it, but to be put right in this one.</summary>
    private IReadOnlyList<PolicyProblem> ProblemsOf(RuleForm rule)
    {
        var place = form!.Rules.ToList().IndexOf(rule);
        return [.. problems.Where(p => p is PolicyProblem.RuleNeverReached ? p.Field == $"rules[{place + 1}]" : p.Field.StartsWith($"rules[{place}]", StringComparison.Ordinal))];
    }

    private bool HasProblem(RuleForm rule) => PromiseKinds.All.Any(rule.IsUnreadable) || ProblemsOf(rule).Count > 0;

    private PolicyDocument? Draft() => problems.Count == 0 ? form!.ToDocument() : null;

    private Task KeyAsync(RuleForm rule, KeyboardEventArgs key) => key switch
    {
        { AltKey: true, Key: "ArrowUp" } => MoveAsync(rule, -1),
        { AltKey: true, Key: "ArrowDown" } => MoveAsync(rule, 1),
        _ => Task.CompletedTask,
    };

    private Task MoveAsync(RuleForm rule, int by)
    {
        if (form!.Move(rule, by))
        {
            Check();
            (said, focus) = (R["Moved", rule.Name, form.Rules.ToList().IndexOf(rule) + 1, form.Rules.Count], rule);
        }

        return Task.CompletedTask;
    }

    private Task AddAsync() => ShowAsync(form!.Add(R["NewName_En"], R["NewName_Zh"]));

    private Task CopyAsync(RuleForm rule) => ShowAsync(form!.Copy(rule, R["CopyOf_En", rule.En], R["CopyOf_Zh", rule.Zh]));

    private Task ShowAsync(RuleForm rule)
    {
        Check();
        (open, focus) = (rule, rule);
        return Task.CompletedTask;
    }

    private void Remove(RuleForm rule)
    {
        form!.Remove(rule);
        open = open == rule ? null : open;
        Check();
        said = R["Removed", rule.Name];
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return;
        }

        if (form!.Rules.FirstOrDefault(HasProblem) is { } wrong)
        {
            (open, focus) = (wrong, wrong);
            return;
        }

        busy = true;
        var done = await Staff.DoAsync(Save, new SavePromiseTable.Request(form.ToDocument()!, seen));
        (failure, busy) = (done.Failure, false);
        if (done.Succeeded)
        {
            seen = done.Value.VersionId;
            said = R["Saved", seen];
        }
        else if (failure is PromiseTableRejected rejected)
        {
            problems = rejected.Problems;
            open = form.Rules.FirstOrDefault(HasProblem);
        }
        else if (failure is ChangedSince && await Staff.DoAsync(Read, new ReadPromiseTable.Request()) is { Succeeded: true, Value: var now })
        {
            // What they changed has been told: saving again is on purpose.
            seen = now.VersionId;
        }
    }
}
