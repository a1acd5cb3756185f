using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Promises;

/// <summary>Which rules of a policy count for a kind of case.</summary>
public static class PolicyReach
{
    /// <summary>The rule for a general case of which no more is known: what such cases are usually promised.</summary>
    public static PromiseRule UsualRule(this PromisePolicy policy, CaseKind kind) => policy.RuleFor(new CaseTraits(kind, Severity.General));

    /// <summary>
    /// The rules that some case of the kind comes under, in the order of the policy: those that another, earlier one always
    /// covers are not among them. Tried with every condition that any rule asks for, and without.
    /// </summary>
    public static IReadOnlyList<PromiseRule> RulesReaching(this PromisePolicy policy, CaseKind kind)
    {
        var rules = policy.Document.Rules;
        var traits =
            from severity in Enum.GetValues<Severity>()
            from safety in (bool[])[false, true]
            from channel in Enum.GetValues<Channel>()
            from category in rules.SelectMany(rule => rule.Categories ?? []).Distinct().Select(id => FormattableString.Invariant($"/{id}/")).Prepend("")
            from department in rules.SelectMany(rule => rule.Departments ?? []).Distinct().Prepend(0)
            select new CaseTraits(kind, severity) { Safety = safety, Channel = channel, CategoryPath = category, DepartmentId = department };
        var reached = traits.Select(policy.RuleFor).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. rules.Where(reached.Contains)];
    }
}
