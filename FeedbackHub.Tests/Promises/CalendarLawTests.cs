using FeedbackHub.Tests.Support;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>What holds for every calendar, checked against the oracle that looks at each minute.</summary>
public sealed class CalendarLawTests
{
    private const int Days = 21;

    [Fact]
    public void Open_is_what_the_wall_clock_says() =>
        Law.Holds(PromiseGenerators.Places, place =>
        {
            var (calendar, oracle) = (place.Spec.ToCalendar(), OracleOf(place));
            for (var minute = 0; minute < oracle.Minutes; minute++)
            {
                Assert.True(oracle.IsOpen(minute) == calendar.IsOpen(oracle.At(minute)), $"{oracle.At(minute)}");
            }
        }, times: 100);

    [Fact]
    public void Adding_working_time_counts_open_minutes() =>
        Law.Holds(
            from place in PromiseGenerators.Places
            from start in Gen.Choose(0, 10 * 1440)
            from working in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 3000)))
            select (place, start, working),
            test =>
            {
                var (calendar, oracle) = (test.place.Spec.ToCalendar(), OracleOf(test.place));
                var end = calendar.Add(oracle.At(test.start), Duration.FromMinutes(test.working));
                if (oracle.Add(test.start, test.working) is { } expected)
                {
                    Assert.Equal(expected, end);
                }
                else
                {
                    Assert.True(end > oracle.At(oracle.Minutes - 1));
                }
            });

    [Fact]
    public void Working_time_between_counts_open_minutes() =>
        Law.Holds(
            from place in PromiseGenerators.Places
            from a in Gen.Choose(0, (Days * 1440) - 1)
            from b in Gen.Choose(0, (Days * 1440) - 1)
            select (place, a, b),
            test =>
            {
                var oracle = OracleOf(test.place);
                Assert.Equal(oracle.Between(test.a, test.b), test.place.Spec.ToCalendar().Between(oracle.At(test.a), oracle.At(test.b)));
            });

    [Fact]
    public void Adding_and_counting_back_agree_to_the_nanosecond() =>
        Law.Holds(
            from place in PromiseGenerators.Places
            from start in Gen.Choose(0, int.MaxValue)
            from working in Gen.Choose(0, int.MaxValue)
            select (place, start, working),
            test =>
            {
                var calendar = test.place.Spec.ToCalendar();
                var start = test.place.Origin + Duration.FromNanoseconds(test.start * 300_007L);
                var working = Duration.FromNanoseconds(test.working * 60_013L);
                Assert.Equal(working, calendar.Between(start, calendar.Add(start, working)));
            });

    [Fact]
    public void Open_periods_are_ordered_apart_and_add_up() =>
        Law.Holds(
            from place in PromiseGenerators.Places
            from a in PromiseGenerators.Moments(place)
            from b in PromiseGenerators.Moments(place)
            select (place, a, b),
            test =>
            {
                var calendar = test.place.Spec.ToCalendar();
                var periods = calendar.OpenPeriods(test.a, test.b).ToList();
                Assert.All(periods, period => Assert.True(test.a <= period.Start && period.Start < period.End && period.End <= test.b));
                Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
                Assert.Equal(calendar.Between(test.a, test.b), periods.Aggregate(Duration.Zero, (sum, period) => sum + period.Length));
            });

    private static MinuteOracle OracleOf(Place place) => new(place.Spec, place.Origin, Days * 1440);
}
