using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>What a met promise counts as: whose kind of case it was, which promise, whether in time, and how long it took.</summary>
/// <param name="Kind">The kind of the case.</param>
/// <param name="Promise">Which promise.</param>
/// <param name="Kept">In time.</param>
/// <param name="Length">
/// How long it took, as a place in <see cref="Hours"/> counted from 1; one more for longer than all of them; 0 where it is not
/// measured.
/// </param>
public readonly record struct MetMark(CaseKind Kind, PromiseKind Promise, bool Kept, int Length)
{
    /// <summary>
    /// The lengths told apart, each as so many hours at the most, by the clock and from the filing. The stored places refer to
    /// them: never change, only add.
    /// </summary>
    public static readonly IReadOnlyList<int> Hours = [1, 2, 4, 8, 24, 48, 72, 120, 168, 240, 336, 504, 720, 1080, 1440, 2160];

    private const long ByKind = 10_000;
    private const long ByPromise = 1_000;
    private const long ByKept = 100;

    /// <summary>The mark as it is stored: its parts in decimal digits.</summary>
    public long Code => ((long)Kind * ByKind) + ((long)Promise * ByPromise) + (Kept ? ByKept : 0) + Length;

    /// <summary>The mark behind a stored number.</summary>
    public static MetMark Of(long code) =>
        new((CaseKind)(code / ByKind), (PromiseKind)(code % ByKind / ByPromise), code % ByPromise >= ByKept, (int)(code % ByKept));

    /// <summary>
    /// The mark of a promise. Lengths are those of the first answer and the first decision, which both begin with the filing;
    /// what a later promise began with is not kept beside it.
    /// </summary>
    public static MetMark Of(CaseFigures figures, MetPromise met) => new(
        figures.Kind, met.Kind, met.Kept,
        met is { Generation: 1, Kind: PromiseKind.Reply or PromiseKind.Resolve } ? LengthOf(met.At - figures.ReceivedAt) : 0);

    private static int LengthOf(Duration taken) => 1 + Hours.TakeWhile(hours => taken > Duration.FromHours(hours)).Count();
}
