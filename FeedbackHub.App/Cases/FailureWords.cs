using System.Globalization;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>Why something on the case page could not be done, in words.</summary>
public sealed class FailureWords(IStringLocalizer<CasePageTexts> texts, IStringLocalizer<CaseWords> words)
{
    /// <summary>A failure in a sentence.</summary>
    public string Of(Failure failure) => failure switch
    {
        Invalid invalid => Of(invalid.Problems[0]),
        IllegalMove move => texts["Failure_IllegalMove", words[$"State_{move.State}"].Value],
        AlreadyTaken taken => texts["Failure_AlreadyTaken", taken.HandlerName],
        _ => texts[$"Failure_{failure.GetType().Name}"],
    };

    /// <summary>What is wrong with one field; null where nothing is.</summary>
    public string? Of(Failure? failure, string field) =>
        (failure as Invalid)?.Problems.FirstOrDefault(p => p.Field == field) is { } problem ? Of(problem) : null;

    private string Of(FieldProblem problem) => texts[$"Problem_{problem.Code}", [.. problem.Arguments.Select(Written)]];

    /// <summary>Limits are read by people: 100,000.</summary>
    private static object Written(object argument) => argument is int number ? number.ToString("N0", CultureInfo.CurrentCulture) : argument;
}
