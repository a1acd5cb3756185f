using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Promises;

/// <summary>How long a promise has, in words: <c>1 h 30 min</c>, <c>5 working days</c>, <c>60 days</c>, <c>24 h by the clock</c>.</summary>
public sealed class TargetWords(IStringLocalizer<PromiseTexts> texts)
{
    /// <summary>The words. <see cref="Admin.TargetLength"/> reads them.</summary>
    public string Of(PromiseTarget target) => target switch
    {
        { Unit: TargetUnit.WorkingDays, Amount: 1 } => texts["WorkingDay"],
        { Unit: TargetUnit.WorkingDays } => texts["WorkingDays", target.Amount],
        { Unit: TargetUnit.Days, Amount: 1 } => texts["Day"],
        { Unit: TargetUnit.Days } => texts["Days", target.Amount],
        { Unit: TargetUnit.Minutes } => texts["ByTheClock", Minutes(target.Amount)],
        _ => Minutes(target.Amount),
    };

    private string Minutes(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var m) => texts["Minutes", m],
        (var h, 0) => texts["Hours", h],
        var (h, m) => texts["HoursMinutes", h, m],
    };
}
