using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FeedbackHub.Tests.Promises;

/// <summary>A calendar and a moment near something odd: a clock change, a leap day, a skipped date, a midnight that comes twice.</summary>
public sealed record Place(CalendarSpec Spec, Instant Origin)
{
    public override string ToString() => $"{Spec} at {Origin}";
}

/// <summary>A case somewhere: its facts lie on whole minutes from the origin on, the start first.</summary>
public sealed record Story(Place Place, IReadOnlyList<PromiseFact> Facts)
{
    public override string ToString() => $"{Place}: {string.Join("; ", Facts)}";
}

/// <summary>Random cases for the laws.</summary>
internal static class PromiseGenerators
{
    private static readonly (string Zone, LocalDate Date)[] OddMoments =
    [
        ("Europe/Berlin", new(2026, 3, 27)), ("Europe/Berlin", new(2026, 10, 23)),
        ("America/New_York", new(2026, 3, 6)), ("America/New_York", new(2026, 10, 30)),
        ("America/Sao_Paulo", new(2015, 10, 16)), ("America/Sao_Paulo", new(2016, 2, 19)),
        ("America/St_Johns", new(2006, 10, 27)), ("Australia/Lord_Howe", new(2026, 4, 3)),
        ("Pacific/Apia", new(2011, 12, 28)), ("Asia/Kathmandu", new(2025, 12, 30)),
        ("Europe/London", new(2028, 2, 27)), ("Asia/Shanghai", new(2026, 2, 12)),
    ];

    private static readonly (int Start, int End)[][] DayPatterns =
    [
        [], [], [(510, 720), (810, 1050)], [(540, 1020)], [(0, 1440)], [(1320, 1440)], [(0, 150)],
        [(60, 150), (150, 200)], [(0, 90), (120, 180), (1380, 1440)], [(125, 155)], [(0, 1), (1439, 1440)],
    ];

    public static Gen<Place> Places { get; } =
        from moment in Gen.Elements(OddMoments)
        from days in Gen.Elements(DayPatterns).ArrayOf(7)
        from closed in Gen.Choose(0, 12).ListOf(3)
        from special in Gen.Choose(0, 12).ListOf(2)
        from hours in Gen.Elements(DayPatterns.Where(pattern => pattern.Length > 0))
        where days.Any(day => day.Length > 0)
        let holidays = closed.Select(moment.Date.PlusDays).Distinct().ToList()
        let specials = special.Select(moment.Date.PlusDays).Distinct().Except(holidays)
        select new Place(
            new CalendarSpec(
                moment.Zone,
                days.Select((windows, i) => (windows, i)).ToDictionary(day => (IsoDayOfWeek)(day.i + 1), day => day.windows),
                holidays,
                specials.ToDictionary(date => date, _ => hours)),
            Instant.FromUtc(moment.Date.Year, moment.Date.Month, moment.Date.Day, 0, 0));

    /// <summary>Small targets, so that stories of a few days see them pass.</summary>
    public static PromisePolicy Policy { get; } = MakePolicy();

    public static Gen<Story> Stories { get; } =
        from place in Places
        from start in Moments(place)
        from kind in Gen.Elements(Enum.GetValues<CaseKind>())
        from severity in Gen.Elements(Enum.GetValues<Severity>())
        from facts in Fact(place).ListOf(7)
        let started = new PromiseFact.Started(start, 1, new CaseTraits(kind, severity))
        select new Story(place, [started, .. facts.Where(fact => fact.At >= start).Select((fact, i) => fact with { Sequence = i + 2 })]);

    /// <summary>A case that is only filed and then paused a few times, the last pause over as well.</summary>
    public static Gen<Story> PausedStories { get; } =
        from place in Places
        from moments in Moments(place).ListOf(7)
        from kind in Gen.Elements(Enum.GetValues<CaseKind>())
        let ordered = moments.Distinct().Order().ToList()
        select new Story(place, [
            new PromiseFact.Started(ordered[0], 1, new CaseTraits(kind, Severity.General)),
            .. Enumerable.Range(0, (ordered.Count - 1) / 2).SelectMany(i => APause(ordered[(2 * i) + 1], ordered[(2 * i) + 2], (2 * i) + 2)),
        ]);

    public static PromiseFact[] APause(Instant from, Instant to, long sequence) =>
        [new PromiseFact.Paused(from, sequence), new PromiseFact.Resumed(to, sequence + 1)];

    /// <summary>Moments twenty minutes apart over ten days, half of them on few steps so that some coincide.</summary>
    public static Gen<Instant> Moments(Place place) =>
        Gen.OneOf(Gen.Choose(0, 720), Gen.Choose(0, 5).Select(step => step * 140))
            .Select(step => place.Origin + Duration.FromMinutes(step * 20));

    private static Gen<PromiseFact> Fact(Place place) =>
        from at in Moments(place)
        from until in Moments(place)
        from promise in Gen.Elements(Enum.GetValues<PromiseKind>())
        from severity in Gen.Elements(Enum.GetValues<Severity>())
        from kind in Gen.Elements(Enum.GetValues<CaseKind>())
        from fact in Gen.Frequency(
            (5, Gen.Constant<PromiseFact>(new PromiseFact.Paused(at, 0))),
            (4, Gen.Constant<PromiseFact>(new PromiseFact.Resumed(at, 0))),
            (2, Gen.Constant<PromiseFact>(new PromiseFact.Met(at, 0, promise))),
            (1, Gen.Constant<PromiseFact>(new PromiseFact.Reopened(at, 0))),
            (1, Gen.Constant<PromiseFact>(new PromiseFact.ReviewAsked(at, 0))),
            (3, Gen.Constant<PromiseFact>(new PromiseFact.Extended(at, 0, promise, until))),
            (2, Gen.Constant<PromiseFact>(new PromiseFact.TraitsChanged(at, 0, new CaseTraits(kind, severity)))),
            (2, Gen.Constant<PromiseFact>(new PromiseFact.ProgressOwed(at, 0))),
            (1, Gen.Constant<PromiseFact>(new PromiseFact.Ended(at, 0))))
        select fact;

    /// <summary>Each kind of case is counted in another unit; so a corrected kind changes the unit.</summary>
    private static PromisePolicy MakePolicy()
    {
        var rules = from kind in Enum.GetValues<CaseKind>()
                    from severity in Enum.GetValues<Severity>()
                    let scale = ((int)kind * 35) - ((int)severity * 11)
                    let unit = (TargetUnit)(((int)kind - 1) % 4 + 1)
                    let major = severity == Severity.Major ? 1 : 2
                    select new PromiseRule(Rules.Name, new PromiseTargets(In(unit, scale, 1), In(unit, scale * 4, 2), In(unit, scale * 9, 1 + major))
                    {
                        Progress = kind == CaseKind.Enquiry ? null : In(unit, scale * 2, major),
                        Review = kind == CaseKind.Complaint ? null : In(unit, scale * 3, 2),
                        Final = severity == Severity.Major ? new PromiseTarget(TargetUnit.Days, 3) : null,
                    })
                    {
                        Kinds = [kind],
                        Severity = severity,
                    };
        var all = rules.ToList();
        return Rules.Policy([.. all, new PromiseRule(Rules.Name, all[0].Promises)]);

        static PromiseTarget In(TargetUnit unit, int minutes, int days) =>
            new(unit, unit is TargetUnit.Days or TargetUnit.WorkingDays ? days : minutes);
    }
}
