using FeedbackHub.App.Promises;
using FeedbackHub.Core.Promises;

namespace FeedbackHub.App.Admin;

/// <summary>The rules of what is promised as they are typed, in order. The last is for every case, has no conditions and stays last.</summary>
public sealed class PolicyForm
{
    private readonly PolicyDocument origin;
    private readonly List<RuleForm> rules;

    private PolicyForm(PolicyDocument origin, IEnumerable<RuleForm> rules)
    {
        this.origin = origin;
        this.rules = [.. rules];
    }

    /// <summary>The rules in order.</summary>
    public IReadOnlyList<RuleForm> Rules => rules;

    /// <summary>A document to be edited.</summary>
    public static PolicyForm Of(PolicyDocument document, TargetWords words) => new(document, document.Rules.Select(rule => RuleForm.Of(rule, words)));

    /// <summary>True for the rule that is for every case.</summary>
    public bool IsLast(RuleForm rule) => rules[^1] == rule;

    /// <summary>A new rule before the last one, promising what that promises. Answers it.</summary>
    public RuleForm Add(string en, string zh)
    {
        rules.Insert(rules.Count - 1, rules[^1].Copy(en, zh));
        return rules[^2];
    }

    /// <summary>A copy after a rule, of the last one before it, under other names. Answers it.</summary>
    public RuleForm Copy(RuleForm rule, string en, string zh)
    {
        var copy = rule.Copy(en, zh);
        rules.Insert(IsLast(rule) ? rules.Count - 1 : rules.IndexOf(rule) + 1, copy);
        return copy;
    }

    /// <summary>Takes a rule away.</summary>
    public void Remove(RuleForm rule) => rules.Remove(rule);

    /// <summary>True where a rule can be moved up (-1) or down (1).</summary>
    public bool CanMove(RuleForm rule, int by) => !IsLast(rule) && rules.IndexOf(rule) + by is >= 0 and var to && to < rules.Count - 1;

    /// <summary>Moves a rule up (-1) or down (1); false where it cannot.</summary>
    public bool Move(RuleForm rule, int by)
    {
        if (!CanMove(rule, by))
        {
            return false;
        }

        var from = rules.IndexOf(rule);
        rules.RemoveAt(from);
        rules.Insert(from + by, rule);
        return true;
    }

    /// <summary>The document, with what it says beside the rules as it was; null where a length cannot be read.</summary>
    public PolicyDocument? ToDocument()
    {
        var read = rules.ConvertAll(rule => rule.ToRule());
        return read.Contains(null) ? null : origin with { Rules = [.. read.OfType<PromiseRule>()] };
    }

    /// <summary>What is wrong, each with its field, by the rules that saving checks again. Of lengths that cannot be read each form knows itself.</summary>
    public IReadOnlyList<PolicyProblem> Problems() =>
        (origin with { Rules = [.. rules.Select(rule => rule.Readable())] }).Read() is PolicyReading.Rejected rejected ? rejected.Problems : [];

    /// <summary>By the place of each rule that can never count, the places of those that take its cases.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<int>> Unreached(Func<long, string> pathOf) => RuleReach.Unreached([.. rules.Select(rule => rule.Readable())], pathOf);
}
