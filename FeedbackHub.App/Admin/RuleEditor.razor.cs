using FeedbackHub.App.Cases;
using FeedbackHub.App.Promises;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Admin;

/// <summary>One rule of what is promised, with a field for each condition and each length. A further condition is one field more.</summary>
public sealed partial class RuleEditor
{
    private static readonly CaseKind[] AllKinds = Enum.GetValues<CaseKind>();
    private static readonly Severity[] AllSeverities = Enum.GetValues<Severity>();
    private static readonly Channel[] AllChannels = Enum.GetValues<Channel>();

    /// <summary>What the line that opens it points to.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>The rule.</summary>
    [Parameter, EditorRequired] public RuleForm Rule { get; set; } = default!;

    /// <summary>True for the rule that is for every case.</summary>
    [Parameter] public bool IsLast { get; set; }

    /// <summary>What categories and departments are called.</summary>
    [Parameter, EditorRequired] public RuleWords RuleNames { get; set; } = default!;

    /// <summary>What is wrong with it.</summary>
    [Parameter] public IReadOnlyList<PolicyProblem> Problems { get; set; } = [];

    /// <summary>Something was typed or chosen.</summary>
    [Parameter] public EventCallback OnChange { get; set; }

    [Inject] private IStringLocalizer<RuleTexts> R { get; set; } = default!;
    [Inject] private IStringLocalizer<CaseWords> W { get; set; } = default!;
    [Inject] private IStringLocalizer<FailureTexts> Failures { get; set; } = default!;

    private IEnumerable<(long Key, string Text)> Kinds => AllKinds.Select(kind => ((long)kind, W[$"Kind_{kind}"].Value));

    private IEnumerable<(long Key, string Text)> Channels => AllChannels.Select(channel => ((long)channel, W[$"Channel_{channel}"].Value));

    private string? NameProblem(string name) =>
        string.IsNullOrWhiteSpace(name) && Problems.FirstOrDefault(p => p is PolicyProblem.NameMissing) is { } missing ? Words.Of(missing) : null;

    private string? TargetProblem(PromiseKind kind) => Rule.IsUnreadable(kind)
        ? Failures[Rule.Texts[kind].Trim().Length == 0 ? "Table_Missing" : "Table_NotALength"]
        : TargetLength.Parse(Rule.Texts[kind]) is { IsInRange: false } ? Words.Of(new PolicyProblem.TargetOutOfRange("")) : null;

    private Task TypeAsync(PromiseKind kind, ChangeEventArgs typed)
    {
        Rule.Texts[kind] = typed.Value as string ?? "";
        return OnChange.InvokeAsync();
    }
}
