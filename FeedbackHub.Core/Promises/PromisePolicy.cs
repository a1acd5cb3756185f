using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// The table of what is promised to whom: targets in working time for every kind of case and severity (R2.1.3, R2.3.2).
/// Immutable and complete: every kind and severity has its targets.
/// </summary>
public sealed class PromisePolicy
{
    /// <summary>The longest target that can be promised: 8,784 hours of working time, a leap year around the clock.</summary>
    public static readonly Duration LongestTarget = Duration.FromDays(366);

    private readonly Dictionary<(CaseKind, Severity), PromiseTargets> cells;

    private PromisePolicy(Dictionary<(CaseKind, Severity), PromiseTargets> cells) => this.cells = cells;

    /// <summary>
    /// The policy of a new installation, in working minutes; a working day of <see cref="BusinessCalendar.Default"/> has 450.
    /// A general complaint is acknowledged within one working hour, replied to within two working days and resolved within seven.
    /// </summary>
    public static PromisePolicy Default { get; } = MakeDefault();

    /// <summary>Makes a policy, or says everything that is wrong with it.</summary>
    /// <param name="cells">Targets for every kind of case and severity.</param>
    public static PolicyReading Create(IReadOnlyDictionary<(CaseKind Kind, Severity Severity), PromiseTargets> cells)
    {
        var problems = new List<PolicyProblem>();
        foreach (var (kind, severity) in Rows())
        {
            if (!cells.TryGetValue((kind, severity), out var targets))
            {
                problems.Add(new PolicyProblem.CellMissing("cells", kind, severity));
                continue;
            }

            foreach (var promise in PromiseKinds.All)
            {
                if (targets.For(promise) <= Duration.Zero || targets.For(promise) > LongestTarget)
                {
                    var field = PolicyDocument.FieldOf(kind, severity, promise);
                    problems.Add(new PolicyProblem.TargetOutOfRange(field, (long)targets.For(promise).TotalMinutes));
                }
            }
        }

        return problems.Count > 0
            ? new PolicyReading.Rejected(problems)
            : new PolicyReading.Accepted(new PromisePolicy(cells.ToDictionary()));
    }

    /// <summary>What is promised for a case of this kind and severity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number that is no kind of case or no severity.</exception>
    public PromiseTargets For(CaseKind kind, Severity severity) =>
        cells.TryGetValue((kind, severity), out var targets)
            ? targets
            : throw new ArgumentOutOfRangeException(nameof(kind), (kind, severity), "No such kind of case or severity.");

    /// <summary>Every kind of case with every severity, in the order of the table.</summary>
    internal static IEnumerable<(CaseKind Kind, Severity Severity)> Rows() =>
        from kind in Enum.GetValues<CaseKind>()
        from severity in Enum.GetValues<Severity>()
        select (kind, severity);

    private static PromisePolicy MakeDefault()
    {
        static PromiseTargets Minutes(long acknowledge, long reply, long resolve) =>
            new(Duration.FromMinutes(acknowledge), Duration.FromMinutes(reply), Duration.FromMinutes(resolve));

        var reading = Create(new Dictionary<(CaseKind, Severity), PromiseTargets>
        {
            [(CaseKind.Complaint, Severity.General)] = Minutes(60, 900, 3150),
            [(CaseKind.Complaint, Severity.Major)] = Minutes(30, 240, 1350),
            [(CaseKind.Suggestion, Severity.General)] = Minutes(225, 2250, 6750),
            [(CaseKind.Suggestion, Severity.Major)] = Minutes(120, 900, 4500),
            [(CaseKind.Enquiry, Severity.General)] = Minutes(60, 450, 900),
            [(CaseKind.Enquiry, Severity.Major)] = Minutes(30, 225, 450),
            [(CaseKind.Compliment, Severity.General)] = Minutes(450, 1350, 2250),
            [(CaseKind.Compliment, Severity.Major)] = Minutes(225, 900, 1350),
        });
        return ((PolicyReading.Accepted)reading).Policy;
    }
}
