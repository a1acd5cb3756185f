namespace FeedbackHub.Core.Promises;

/// <summary>What is wrong with a promise policy. The field of a problem is its path in the document, such as <c>rules[2].promises.reply</c>.</summary>
internal static class PolicyCheck
{
    public static IEnumerable<PolicyProblem> Of(PolicyDocument document) =>
        OfRules(document).Concat(OfLadder(document)).Concat(OfLimits(document));

    private static IEnumerable<PolicyProblem> OfLadder(PolicyDocument document)
    {
        if (document.Ladder is not { } ladder)
        {
            yield break;
        }

        if (ladder.Steps.Count > LadderStep.Most)
        {
            yield return new PolicyProblem.StepUnsound("ladder.steps");
        }

        for (var i = 0; i < ladder.Steps.Count; i++)
        {
            if (!ladder.Steps[i].IsSound || ladder.Steps.Take(i).Any(step => step.Id == ladder.Steps[i].Id))
            {
                yield return new PolicyProblem.StepUnsound($"ladder.steps[{i}]");
            }
        }

        if (!ladder.NewTime.IsInRange)
        {
            yield return new PolicyProblem.TargetOutOfRange("ladder.newTime");
        }
    }

    private static IEnumerable<PolicyProblem> OfLimits(PolicyDocument document)
    {
        if (document.Extensions is { Times: < 0 or > ExtensionLimit.MostTimes })
        {
            yield return new PolicyProblem.TimesOutOfRange("extensions.times");
        }

        if (document.Waiting is { } waiting)
        {
            if (waiting.Reminders.Count > WaitingLimit.Most || waiting.Reminders.Any(reminder => !reminder.IsInRange))
            {
                yield return new PolicyProblem.TargetOutOfRange("waiting.reminders");
            }

            if (waiting.Close is { IsInRange: false })
            {
                yield return new PolicyProblem.TargetOutOfRange("waiting.close");
            }
        }

        if (document.Extensions is { Longest.IsInRange: false })
        {
            yield return new PolicyProblem.TargetOutOfRange("extensions.longest");
        }
    }

    private static IEnumerable<PolicyProblem> OfRules(PolicyDocument document)
    {
        var rules = document.Rules;
        if (rules.Count == 0 || !rules[^1].IsForAll)
        {
            yield return new PolicyProblem.NoRuleForAll("rules");
        }

        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].IsForAll && i < rules.Count - 1)
            {
                yield return new PolicyProblem.RuleNeverReached($"rules[{i + 1}]");
            }

            if (string.IsNullOrWhiteSpace(rules[i].Name.En) || string.IsNullOrWhiteSpace(rules[i].Name.Zh))
            {
                yield return new PolicyProblem.NameMissing($"rules[{i}].name");
            }

            if (rules[i].Kinds is [] || rules[i].Channels is [] || rules[i].Categories is [] || rules[i].Departments is [] || rules[i].Segments is [])
            {
                yield return new PolicyProblem.ConditionEmpty($"rules[{i}]");
            }

            foreach (var kind in Enum.GetValues<PromiseKind>())
            {
                if (rules[i].Promises.For(kind) is { IsInRange: false })
                {
                    yield return new PolicyProblem.TargetOutOfRange($"rules[{i}].promises.{DocumentJson.KeyOf(kind)}");
                }
            }
        }
    }
}
