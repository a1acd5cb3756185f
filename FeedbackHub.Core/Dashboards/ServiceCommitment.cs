using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>What is promised to everybody, and how it was kept: figures of the whole company that name nobody.</summary>
/// <param name="At">When this was so.</param>
/// <param name="Calendar">The company's calendar.</param>
/// <param name="Kinds">By kind of case.</param>
public sealed record ServiceCommitment(Instant At, BusinessCalendar Calendar, IReadOnlyList<KindCommitment> Kinds);

/// <summary>What a kind of case is promised, and how that was kept.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Usual">What a general one is promised.</param>
/// <param name="Special">What is promised otherwise, the rule that counts first coming first.</param>
/// <param name="Record">How it was kept, by promise; what was never due is absent.</param>
public sealed record KindCommitment(CaseKind Kind, PromiseTargets Usual, IReadOnlyList<SpecialPromise> Special, IReadOnlyList<KeptRecord> Record);

/// <summary>A rule with conditions.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Categories">The names of the branches that it asks for.</param>
/// <param name="Departments">The names of the departments that it asks for.</param>
public sealed record SpecialPromise(PromiseRule Rule, IReadOnlyList<Bilingual> Categories, IReadOnlyList<Bilingual> Departments);

/// <summary>How a promise was kept.</summary>
/// <param name="Promise">Which.</param>
/// <param name="Recent">Over the last <see cref="ReadCommitment.RecentDays"/> days.</param>
/// <param name="All">Over the last <see cref="ReadCommitment.LongDays"/> days.</param>
/// <param name="Times">How long it took over the latter; null where that is not measured.</param>
public sealed record KeptRecord(PromiseKind Promise, PromiseOutcomes Recent, PromiseOutcomes All, AnswerTimes? Times);

/// <summary>How long it took from the filing, by the clock, nights and waiting included; to the hours of <see cref="MetMark.Hours"/>.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="Half">Half of them took so many hours at the most; null: longer than is told apart.</param>
/// <param name="NineOfTen">Nine of ten took so many hours at the most; null: longer than is told apart.</param>
public sealed record AnswerTimes(long Count, int? Half, int? NineOfTen)
{
    /// <summary>Of so many by length; null where none was measured.</summary>
    public static AnswerTimes? Of(IEnumerable<(int Length, long Count)> lengths)
    {
        var measured = lengths.Where(l => l.Length > 0 && l.Count > 0).OrderBy(l => l.Length).ToList();
        var all = measured.Sum(l => l.Count);
        return all == 0 ? null : new AnswerTimes(all, Within(50), Within(90));

        int? Within(int percent)
        {
            var so = 0L;
            foreach (var (length, count) in measured)
            {
                so += count;
                if (so * 100 >= all * percent)
                {
                    return length <= MetMark.Hours.Count ? MetMark.Hours[length - 1] : null;
                }
            }

            return null;
        }
    }
}
