using FeedbackHub.App.Cases;
using FeedbackHub.App.Promises;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Admin;

/// <summary>What is promised to whom, by when: the rules in order, each with its times.</summary>
public sealed partial class PromisesPage
{
    private sealed record Row(PromiseRule Rule, Dictionary<PromiseKind, string> Texts);

    private List<Row> rows = [];
    private long seen;
    private bool busy;
    private bool saved;
    private Failure? failure;

    [Inject] private ReadPromiseTable Read { get; set; } = default!;
    [Inject] private SavePromiseTable Save { get; set; } = default!;
    [Inject] private TargetWords Targets { get; set; } = default!;
    [Inject] private IStringLocalizer<CaseWords> Cases { get; set; } = default!;
    [Inject] private IStringLocalizer<FailureTexts> Failures { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var table = await Staff.DoAsync(Read, new ReadPromiseTable.Request());
        failure = table.Failure;
        if (table.Succeeded)
        {
            seen = table.Value.VersionId;
            rows = [.. table.Value.Document.Rules.Select(rule => new Row(
                rule, PromiseKinds.All.ToDictionary(kind => kind, kind => rule.Promises.For(kind) is { } target ? Targets.Of(target) : "")))];
        }
    }

    /// <summary>Which cases a rule is for, where its name alone may not say it.</summary>
    private string Conditions(PromiseRule rule) => string.Join(
        T["Promises_And"],
        (rule.Kinds ?? []).Select(kind => Cases[$"Kind_{kind}"].Value)
            .Concat(rule.Severity is { } severity ? [Cases[$"Severity_{severity}"].Value] : []));

    private string Label(Row row, PromiseKind kind) => $"{row.Rule.Name.In(LanguageChoice.Current)}: {Cases[$"Promise_{kind}"]}";

    private void Type(Row row, PromiseKind kind, ChangeEventArgs typed) => (row.Texts[kind], saved) = (typed.Value as string ?? "", false);

    private string? ProblemOf(Row row, PromiseKind kind) => (row.Texts[kind].Trim(), TargetLength.Parse(row.Texts[kind])) switch
    {
        ("", _) => kind is PromiseKind.Progress or PromiseKind.Final ? null : Failures["Table_Missing"].Value,
        (_, null) => Failures["Table_NotALength"].Value,
        (_, { IsInRange: false }) => Words.Of(new PolicyProblem.TargetOutOfRange("")),
        _ => null,
    };

    private async Task SaveAsync()
    {
        if (busy || rows.Exists(row => PromiseKinds.All.Any(kind => ProblemOf(row, kind) is not null)))
        {
            return;
        }

        busy = true;
        PromiseTarget? Target(Row row, PromiseKind kind) => TargetLength.Parse(row.Texts[kind]);
        var document = new PolicyDocument([.. rows.Select(row => row.Rule with
        {
            Promises = new PromiseTargets(Target(row, PromiseKind.Acknowledge)!.Value, Target(row, PromiseKind.Reply)!.Value, Target(row, PromiseKind.Resolve)!.Value)
            {
                Progress = Target(row, PromiseKind.Progress),
                Final = Target(row, PromiseKind.Final),
            },
        })]);
        var done = await Staff.DoAsync(Save, new SavePromiseTable.Request(document, seen));
        (failure, busy, saved) = (done.Failure, false, done.Succeeded);
        if (done.Succeeded)
        {
            seen = done.Value.VersionId;
        }
        else if (failure is ChangedSince && await Staff.DoAsync(Read, new ReadPromiseTable.Request()) is { Succeeded: true, Value: var now })
        {
            // What they changed has been told: saving again is on purpose.
            seen = now.VersionId;
        }
    }
}
