using FeedbackHub.Core.Cases;
using static FeedbackHub.Core.Promises.PromiseTarget;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// What is promised to whom (R2.1.3, R2.3.2, R5.3.1-2). Immutable and sound: every case has its
/// targets. Versioned: a case keeps the version it was promised under whatever comes after.
/// </summary>
public sealed class PromisePolicy
{
    internal PromisePolicy(PolicyDocument document) => Document = document;

    /// <summary>
    /// The policy of a new installation; a working day of <see cref="BusinessCalendar.Default"/> has 450 minutes. A general
    /// complaint is acknowledged within one working hour, replied to within two working days, hears news at least every
    /// five, and is resolved within seven; a review
    /// that its customer asks for has its result within fifteen. A final response is promised where an administrator adds it.
    /// </summary>
    public static PromisePolicy Default { get; } = MakeDefault();

    /// <summary>All it says.</summary>
    public PolicyDocument Document { get; }

    /// <summary>How promises are watched.</summary>
    public Ladder Ladder => Document.Ladder ?? Ladder.Default;

    /// <summary>How much more time may be granted.</summary>
    public ExtensionLimit Extensions => Document.Extensions ?? ExtensionLimit.Default;

    /// <summary>How long a customer is waited for.</summary>
    public WaitingLimit Waiting => Document.Waiting ?? WaitingLimit.Default;

    /// <summary>The rule that fits a case: the first.</summary>
    public PromiseRule RuleFor(CaseTraits traits) => Document.Rules.First(rule => rule.Fits(traits));

    /// <summary>What a case is promised.</summary>
    public PromiseTargets For(CaseTraits traits) => RuleFor(traits).Promises;

    /// <summary>As <see cref="For(CaseTraits)"/>, of a case of which no more is known.</summary>
    public PromiseTargets For(CaseKind kind, Severity severity) => For(new CaseTraits(kind, severity));

    private static PromisePolicy MakeDefault()
    {
        static PromiseRule Rule(CaseKind kind, Severity severity, string en, string zh, int acknowledge, int reply, int resolve, int? progress = null) =>
            new(new Bilingual(en, zh), new PromiseTargets(WorkingMinutes(acknowledge), WorkingMinutes(reply), WorkingMinutes(resolve))
            {
                Progress = progress is { } days ? WorkingDays(days) : null,
                Review = kind == CaseKind.Complaint ? WorkingDays(15) : null,
            })
            {
                Kinds = [kind],
                Severity = severity,
            };

        IReadOnlyList<PromiseRule> rules =
        [
            Rule(CaseKind.Complaint, Severity.General, "General complaint", "一般投诉", 60, 900, 3150, 5),
            Rule(CaseKind.Complaint, Severity.Major, "Major complaint", "重大投诉", 30, 240, 1350, 1),
            Rule(CaseKind.Suggestion, Severity.General, "Suggestion", "一般建议", 225, 2250, 6750),
            Rule(CaseKind.Suggestion, Severity.Major, "Major suggestion", "重大建议", 120, 900, 4500),
            Rule(CaseKind.Enquiry, Severity.General, "Enquiry", "一般咨询", 60, 450, 900),
            Rule(CaseKind.Enquiry, Severity.Major, "Major enquiry", "重大咨询", 30, 225, 450),
            Rule(CaseKind.Compliment, Severity.General, "Compliment", "表扬", 450, 1350, 2250),
            Rule(CaseKind.Compliment, Severity.Major, "Major compliment", "重要表扬", 225, 900, 1350),
        ];
        return new PromisePolicy(new PolicyDocument([.. rules, new PromiseRule(new Bilingual("Everything else", "其他"), rules[0].Promises)]));
    }
}
