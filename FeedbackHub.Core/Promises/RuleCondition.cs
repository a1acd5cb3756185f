namespace FeedbackHub.Core.Promises;

/// <summary>What a rule may ask of a case. A new condition of <see cref="PromiseRule"/> gets a member here, and all pages know of it.</summary>
public enum RuleCondition
{
    /// <summary>Of certain kinds.</summary>
    Kind,

    /// <summary>Of one severity.</summary>
    Severity,

    /// <summary>Where somebody could be hurt, or where not.</summary>
    Safety,

    /// <summary>Through certain channels.</summary>
    Channel,

    /// <summary>In certain branches of the category tree.</summary>
    Category,

    /// <summary>Received by certain departments.</summary>
    Department,

    /// <summary>Of customers of certain segments.</summary>
    Segment,
}

/// <summary>The conditions of a rule one by one, so that it can be said which of them a case does not meet.</summary>
public static class RuleConditions
{
    /// <summary>The conditions that a rule has.</summary>
    public static IEnumerable<RuleCondition> Of(PromiseRule rule) => Enum.GetValues<RuleCondition>().Where(condition => IsAsked(rule, condition));

    /// <summary>Those of them that a case does not meet; none where the rule fits.</summary>
    public static IEnumerable<RuleCondition> Unmet(PromiseRule rule, CaseTraits traits) => Of(rule).Where(condition => !IsMet(rule, condition, traits));

    private static bool IsAsked(PromiseRule rule, RuleCondition condition) => condition switch
    {
        RuleCondition.Kind => rule.Kinds is not null,
        RuleCondition.Severity => rule.Severity is not null,
        RuleCondition.Safety => rule.Safety is not null,
        RuleCondition.Channel => rule.Channels is not null,
        RuleCondition.Category => rule.Categories is not null,
        RuleCondition.Department => rule.Departments is not null,
        RuleCondition.Segment => rule.Segments is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "No such condition."),
    };

    /// <summary>Asks the rule itself, with nothing but this condition.</summary>
    private static bool IsMet(PromiseRule rule, RuleCondition condition, CaseTraits traits)
    {
        var bare = new PromiseRule(rule.Name, rule.Promises);
        var only = condition switch
        {
            RuleCondition.Kind => bare with { Kinds = rule.Kinds },
            RuleCondition.Severity => bare with { Severity = rule.Severity },
            RuleCondition.Safety => bare with { Safety = rule.Safety },
            RuleCondition.Channel => bare with { Channels = rule.Channels },
            RuleCondition.Category => bare with { Categories = rule.Categories },
            RuleCondition.Department => bare with { Departments = rule.Departments },
            RuleCondition.Segment => bare with { Segments = rule.Segments },
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "No such condition."),
        };
        return only.Fits(traits);
    }
}
