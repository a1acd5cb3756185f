using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Which rules can never count, because the earlier ones together fit every case that they fit. Decided by trying one case of each
/// sort: kinds, severities, safety and channels are few; of categories and departments a rule names some, and of what it leaves
/// open only what is open in an earlier rule, too, is surely fitted. So what is pointed out is certain; a rule may escape that
/// names every department there is.
/// </summary>
public static class RuleReach
{
    private static readonly CaseKind[] Kinds = Enum.GetValues<CaseKind>();
    private static readonly Severity[] Severities = Enum.GetValues<Severity>();
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    /// <summary>By the place of each rule that is never reached, the places of those before it that take its cases. The last rule is there for what nobody thought of and never among them.</summary>
    /// <param name="rules">In order.</param>
    /// <param name="pathOf">The path of a category with those above it, as <see cref="CaseTraits.CategoryPath"/>.</param>
    public static IReadOnlyDictionary<int, IReadOnlyList<int>> Unreached(IReadOnlyList<PromiseRule> rules, Func<long, string> pathOf)
    {
        var unreached = new Dictionary<int, IReadOnlyList<int>>();
        for (var i = 1; i < rules.Count - 1; i++)
        {
            if (TakenBy(rules, i, pathOf) is { Count: > 0 } takers)
            {
                unreached[i] = takers;
            }
        }

        return unreached;
    }

    private static IReadOnlyList<int> TakenBy(IReadOnlyList<PromiseRule> rules, int place, Func<long, string> pathOf)
    {
        var takers = new SortedSet<int>();
        foreach (var traits in Sorts(rules[place], pathOf).Where(rules[place].Fits))
        {
            var taker = 0;
            while (!rules[taker].Fits(traits))
            {
                taker++;
            }

            if (taker == place)
            {
                return [];
            }

            takers.Add(taker);
        }

        return [.. takers];
    }

    private static IEnumerable<CaseTraits> Sorts(PromiseRule rule, Func<long, string> pathOf) =>
        from kind in rule.Kinds ?? Kinds
        from severity in rule.Severity is { } one ? [one] : Severities
        from safety in rule.Safety is { } asked ? new[] { asked } : [false, true]
        from channel in rule.Channels ?? Channels
        from category in rule.Categories is { } branches ? branches.Select(pathOf) : [""]
        from department in rule.Departments ?? [0]
        from segment in rule.Segments is { } named ? named.Select(id => (long?)id) : [null]
        select new CaseTraits(kind, severity) { Safety = safety, Channel = channel, CategoryPath = category, DepartmentId = department, SegmentId = segment };
}
