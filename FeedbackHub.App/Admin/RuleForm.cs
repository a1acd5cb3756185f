using FeedbackHub.App.Promises;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;

namespace FeedbackHub.App.Admin;

/// <summary>A rule of what is promised as it is typed. Of what this form has no field for, the rule keeps what it had.</summary>
public sealed class RuleForm
{
    private readonly PromiseRule origin;

    private RuleForm(PromiseRule origin) => this.origin = origin;

    /// <summary>Its line, to put the focus on.</summary>
    public ElementReference Line { get; set; }

    /// <summary>The name in English.</summary>
    public string En { get; set; } = "";

    /// <summary>The name in Chinese.</summary>
    public string Zh { get; set; } = "";

    /// <summary>Numbers of <see cref="CaseKind"/>; none: any.</summary>
    public HashSet<long> Kinds { get; private init; } = [];

    /// <summary>A <see cref="Core.Cases.Severity"/>, or empty for any.</summary>
    public string Severity { get; set; } = "";

    /// <summary>True, False, or empty for either.</summary>
    public string Safety { get; set; } = "";

    /// <summary>Numbers of <see cref="Channel"/>; none: any.</summary>
    public HashSet<long> Channels { get; private init; } = [];

    /// <summary>Branches of the category tree; none: any.</summary>
    public HashSet<long> Categories { get; private init; } = [];

    /// <summary>Departments; none: any.</summary>
    public HashSet<long> Departments { get; private init; } = [];

    /// <summary>Segments of customers; none: any.</summary>
    public HashSet<long> Segments { get; private init; } = [];

    /// <summary>How long each promise has, as typed; empty: not promised.</summary>
    public Dictionary<PromiseKind, string> Texts { get; private init; } = [];

    /// <summary>What it is called for whoever reads.</summary>
    public string Name => new Bilingual(En, Zh).In(LanguageChoice.Current);

    /// <summary>A rule to be edited.</summary>
    public static RuleForm Of(PromiseRule rule, TargetWords words) => new(rule)
    {
        En = rule.Name.En,
        Zh = rule.Name.Zh,
        Kinds = [.. (rule.Kinds ?? []).Select(kind => (long)kind)],
        Severity = $"{rule.Severity}",
        Safety = $"{rule.Safety}",
        Channels = [.. (rule.Channels ?? []).Select(channel => (long)channel)],
        Categories = [.. rule.Categories ?? []],
        Departments = [.. rule.Departments ?? []],
        Segments = [.. rule.Segments ?? []],
        Texts = PromiseKinds.All.ToDictionary(kind => kind, kind => rule.Promises.For(kind) is { } target ? words.Of(target) : ""),
    };

    /// <summary>The same once more, under other names.</summary>
    public RuleForm Copy(string en, string zh) => new(origin)
    {
        En = en,
        Zh = zh,
        Kinds = [.. Kinds],
        Severity = Severity,
        Safety = Safety,
        Channels = [.. Channels],
        Categories = [.. Categories],
        Departments = [.. Departments],
        Segments = [.. Segments],
        Texts = new(Texts),
    };

    /// <summary>True where a length that must be there is missing, or one that is there cannot be read.</summary>
    public bool IsUnreadable(PromiseKind kind) => Texts[kind].Trim().Length == 0
        ? kind is not (PromiseKind.Progress or PromiseKind.Final or PromiseKind.Review)
        : TargetLength.Parse(Texts[kind]) is null;

    /// <summary>The rule; null where a length cannot be read.</summary>
    public PromiseRule? ToRule() => PromiseKinds.All.Any(IsUnreadable) ? null : Readable();

    /// <summary>The rule as far as it can be read: a length that cannot is what it was.</summary>
    public PromiseRule Readable()
    {
        PromiseTarget? Target(PromiseKind kind) => IsUnreadable(kind) ? origin.Promises.For(kind) : TargetLength.Parse(Texts[kind]);
        return origin with
        {
            Name = new Bilingual(En.Trim(), Zh.Trim()),
            Promises = new PromiseTargets(Target(PromiseKind.Acknowledge)!.Value, Target(PromiseKind.Reply)!.Value, Target(PromiseKind.Resolve)!.Value)
            {
                Progress = Target(PromiseKind.Progress),
                Final = Target(PromiseKind.Final),
                Review = Target(PromiseKind.Review),
            },
            Kinds = Kinds.Count == 0 ? null : [.. Kinds.Order().Select(kind => (CaseKind)kind)],
            Severity = Enum.TryParse<Severity>(Severity, out var severity) ? severity : null,
            Safety = bool.TryParse(Safety, out var safety) ? safety : null,
            Channels = Channels.Count == 0 ? null : [.. Channels.Order().Select(channel => (Channel)channel)],
            Categories = Categories.Count == 0 ? null : [.. Categories.Order()],
            Departments = Departments.Count == 0 ? null : [.. Departments.Order()],
            Segments = Segments.Count == 0 ? null : [.. Segments.Order()],
        };
    }
}
