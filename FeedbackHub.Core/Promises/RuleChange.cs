namespace FeedbackHub.Core.Promises;

/// <summary>What became of a rule from one version to the next. A rule is known again by its name in either language.</summary>
public abstract record RuleChange(PromiseRule Rule)
{
    /// <summary>It is new.</summary>
    public sealed record Added(PromiseRule Rule) : RuleChange(Rule);

    /// <summary>It is gone.</summary>
    public sealed record Removed(PromiseRule Rule) : RuleChange(Rule);

    /// <summary>Its name was another.</summary>
    public sealed record Renamed(PromiseRule Rule, Bilingual From) : RuleChange(Rule);

    /// <summary>It asks something else.</summary>
    public sealed record Conditions(PromiseRule Rule, PromiseRule Before) : RuleChange(Rule);

    /// <summary>It promises something else.</summary>
    /// <param name="Rule">As it is.</param>
    /// <param name="Kind">What.</param>
    /// <param name="From">What it had; null where it was not promised.</param>
    /// <param name="To">What it has; null where it is not promised any more.</param>
    public sealed record Target(PromiseRule Rule, PromiseKind Kind, PromiseTarget? From, PromiseTarget? To) : RuleChange(Rule);

    /// <summary>It stands before rules that it stood behind.</summary>
    public sealed record Moved(PromiseRule Rule) : RuleChange(Rule);

    /// <summary>Everything that changed, in the order of the rules; what is gone comes last.</summary>
    public static IEnumerable<RuleChange> Between(PolicyDocument before, PolicyDocument now)
    {
        var left = before.Rules.ToList();
        var known = now.Rules.Select(rule => (Rule: rule, Before: Take(left, rule))).ToList();
        var furthest = -1;
        foreach (var (rule, was) in known)
        {
            if (was is null)
            {
                yield return new Added(rule);
                continue;
            }

            foreach (var change in Between(was, rule))
            {
                yield return change;
            }

            var place = before.Rules.ToList().IndexOf(was);
            if (place < furthest)
            {
                yield return new Moved(rule);
            }

            furthest = Math.Max(furthest, place);
        }

        foreach (var gone in left)
        {
            yield return new Removed(gone);
        }
    }

    private static PromiseRule? Take(List<PromiseRule> left, PromiseRule rule)
    {
        var found = left.Find(one => one.Name == rule.Name) ?? left.Find(one => one.Name.En == rule.Name.En || one.Name.Zh == rule.Name.Zh);
        if (found is not null)
        {
            left.Remove(found);
        }

        return found;
    }

    private static IEnumerable<RuleChange> Between(PromiseRule was, PromiseRule rule)
    {
        if (was.Name != rule.Name)
        {
            yield return new Renamed(rule, was.Name);
        }

        if (!SameConditions(was, rule))
        {
            yield return new Conditions(rule, was);
        }

        foreach (var kind in PromiseKinds.All)
        {
            var (from, to) = (was.Promises.For(kind), rule.Promises.For(kind));
            if (from != to)
            {
                yield return new Target(rule, kind, from, to);
            }
        }
    }

    /// <summary>As they are stored: lists are equal by what is in them.</summary>
    private static bool SameConditions(PromiseRule was, PromiseRule rule) =>
        new PolicyDocument([was]).ToJson() == new PolicyDocument([rule with { Name = was.Name, Promises = was.Promises }]).ToJson();
}
