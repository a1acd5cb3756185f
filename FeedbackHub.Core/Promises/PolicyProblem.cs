namespace FeedbackHub.Core.Promises;

/// <summary>Why a promise policy cannot be accepted. A page turns each into words in the reader's language.</summary>
/// <param name="Field">The field of <see cref="PolicyDocument"/> concerned, as a path such as <c>rules[2].promises.reply</c>.</param>
public abstract record PolicyProblem(string Field)
{
    /// <summary>The stored text is not the JSON of a policy document (wrong syntax, missing, unknown or repeated property).</summary>
    public sealed record NotADocument(string Field) : PolicyProblem(Field);

    /// <summary>The last rule has conditions: a case that no rule fits would have no promise.</summary>
    public sealed record NoRuleForAll(string Field) : PolicyProblem(Field);

    /// <summary>A rule stands behind one that fits every case.</summary>
    public sealed record RuleNeverReached(string Field) : PolicyProblem(Field);

    /// <summary>A rule has no name in one of the languages.</summary>
    public sealed record NameMissing(string Field) : PolicyProblem(Field);

    /// <summary>A condition lists nothing: no case would fit.</summary>
    public sealed record ConditionEmpty(string Field) : PolicyProblem(Field);

    /// <summary>A target is not between one minute or day and the longest (<see cref="PromiseTarget.LongestDays"/>).</summary>
    public sealed record TargetOutOfRange(string Field) : PolicyProblem(Field);

    /// <summary>A step of the ladder does not say where it stands, or tells nobody, or a customer before anything is broken; or two have one id; or there are more than <see cref="LadderStep.Most"/>.</summary>
    public sealed record StepUnsound(string Field) : PolicyProblem(Field);

    /// <summary>More time could be granted more often than <see cref="ExtensionLimit.MostTimes"/>, or less than never.</summary>
    public sealed record TimesOutOfRange(string Field) : PolicyProblem(Field);
}
