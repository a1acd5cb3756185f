using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>What holds for every case, calendar and policy.</summary>
public sealed class PromiseLawTests
{
    private const int LivedMinutes = 28 * 1440;

    [Fact]
    public void Replay_agrees_with_living_through_every_minute() =>
        Law.Holds(PromiseGenerators.Stories, story =>
        {
            var time = new MinuteOracle(story.Place.Spec, story.Place.Origin, LivedMinutes);
            var oracle = new PromiseOracle(time, story.Facts, PromiseGenerators.Policy, time.At(LivedMinutes - (2 * 1440)));
            Assert.Equal(oracle.Lines(), oracle.Lines(Replay(story)));
        });

    [Fact]
    public void Replay_does_not_depend_on_the_order_in_which_facts_arrive() =>
        Law.Holds(
            from story in PromiseGenerators.Stories
            let facts = AsJournalTellsThem(story.Facts)
            from shuffled in Gen.Shuffle(facts)
            select (story.Place, facts, shuffled),
            test =>
            {
                var calendar = test.Place.Spec.ToCalendar();
                var expected = PromiseClock.Replay(test.facts, PromiseGenerators.Policy, calendar);
                Assert.Equal(expected, PromiseClock.Replay(test.shuffled, PromiseGenerators.Policy, calendar));
                Assert.Equal(expected, PromiseClock.Replay(test.shuffled.Concat(test.facts), PromiseGenerators.Policy, calendar));
            });

    [Fact]
    public void A_pause_never_moves_a_due_time_earlier() =>
        Law.Holds(
            from story in PromiseGenerators.PausedStories
            where story.Facts.Count > 2
            from pause in Gen.Choose(0, ((story.Facts.Count - 1) / 2) - 1)
            select (story, pause),
            test =>
            {
                var without = test.story.Facts.Where((_, i) => i != (2 * test.pause) + 1 && i != (2 * test.pause) + 2).ToList();
                foreach (var (paused, unpaused) in Replay(test.story).Zip(Replay(test.story with { Facts = without })))
                {
                    Assert.True(unpaused.DueAt <= paused.DueAt, $"{paused.Kind}: {unpaused.DueAt} to {paused.DueAt}");
                }
            });

    [Fact]
    public void A_pause_in_closed_hours_changes_nothing() =>
        Law.Holds(
            from place in PromiseGenerators.Places
            from start in PromiseGenerators.Moments(place)
            from skip in Gen.Choose(0, 6)
            from early in Gen.Choose(0, 2)
            from late in Gen.Choose(0, 2)
            from kind in Gen.Elements(CaseKind.Complaint, CaseKind.Suggestion) // working time, working days
            select (place, start, skip, early, late, kind),
            test =>
            {
                var calendar = test.place.Spec.ToCalendar();
                var open = calendar.OpenPeriods(test.start, test.start + Duration.FromDays(60)).Skip(test.skip).Take(2).ToList();
                if (open is not [var before, var after])
                {
                    return; // open around the clock
                }

                var gap = after.Start - before.End;
                PromiseFact[] filed = [new PromiseFact.Started(test.start, 1, new CaseTraits(test.kind, Severity.Major))];
                PromiseFact[] paused = [.. filed, .. PromiseGenerators.APause(before.End + (gap * test.early / 5), after.Start - (gap * test.late / 5), 2)];
                Assert.Equal(
                    PromiseClock.Replay(filed, PromiseGenerators.Policy, calendar).Select(promise => promise.DueAt),
                    PromiseClock.Replay(paused, PromiseGenerators.Policy, calendar).Select(promise => promise.DueAt));
            });

    [Fact]
    public void Split_pauses_equal_joined_ones() =>
        Law.Holds(
            from place in PromiseGenerators.Places
            from moments in PromiseGenerators.Moments(place).ListOf(4)
            from kind in Gen.Elements(Enum.GetValues<CaseKind>())
            let ordered = moments.Order().ToList()
            select (place, ordered, kind),
            test =>
            {
                var calendar = test.place.Spec.ToCalendar();
                var (start, from, middle, to) = (test.ordered[0], test.ordered[1], test.ordered[2], test.ordered[3]);
                PromiseFact[] filed = [new PromiseFact.Started(start, 1, new CaseTraits(test.kind, Severity.General))];
                PromiseFact[] joined = [.. filed, .. PromiseGenerators.APause(from, to, 2)];
                PromiseFact[] split = [.. filed, .. PromiseGenerators.APause(from, middle, 2), .. PromiseGenerators.APause(middle, to, 4)];
                Assert.Equal(
                    PromiseClock.Replay(joined, PromiseGenerators.Policy, calendar),
                    PromiseClock.Replay(split, PromiseGenerators.Policy, calendar));
            });

    [Fact]
    public void The_explanation_leaves_no_gap_and_adds_up_to_the_target() =>
        Law.Holds(PromiseGenerators.Stories, story =>
        {
            foreach (var promise in Replay(story).Where(promise => promise.Agreement?.At != promise.StartedAt))
            {
                Instant? reached = promise.StartedAt;
                var counted = Duration.Zero;
                var days = 0;
                foreach (var step in promise.Explain())
                {
                    Assert.Equal(reached, step.From);
                    days += step is PromiseStep.Day ? 1 : 0;
                    (reached, counted) = step switch
                    {
                        PromiseStep.Agreed agreed => (agreed.To, counted),
                        PromiseStep.Counted work => (work.To, counted + work.Working),
                        PromiseStep.Closed closed => (closed.To, counted),
                        PromiseStep.Paused pause => (pause.To, counted),
                        PromiseStep.Day day => (day.To, counted),
                        PromiseStep.DayWaited day => (day.To, counted),
                        _ => throw new InvalidOperationException(),
                    };
                    Assert.True(reached is null || reached > step.From);
                }

                Assert.Equal(promise.DueAt, reached);
                if (promise is { Agreement: { } more } && promise.Explain().Any(step => step is PromiseStep.Agreed))
                {
                    // Until the time agreed and no further; less where it was used up before that, which lies in closed hours.
                    var time = promise.Target.RoundTheClock ? promise.Calendar.RoundTheClock : promise.Calendar;
                    var agreed = time.Between(more.At, more.Until);
                    Assert.Equal(agreed - (promise.DueAt is null ? promise.Remaining : Duration.Zero), counted);
                }
                else if (promise.Target.CountsDays)
                {
                    Assert.Equal(promise.Target.Amount + 1 - (promise.DueAt is null ? promise.RemainingDays : 0), days);
                }
                else
                {
                    Assert.Equal(promise.Target.Time - (promise.DueAt is null ? promise.Remaining : Duration.Zero), counted);
                }
            }
        });

    /// <summary>What happens at one moment is one journal entry, from which several facts of different sorts may follow.</summary>
    private static PromiseFact[] AsJournalTellsThem(IReadOnlyList<PromiseFact> facts) =>
        [.. facts.GroupBy(fact => fact.At).SelectMany(moment => moment
            .DistinctBy(fact => fact.GetType())
            .Select(fact => fact with { Sequence = moment.Min(first => first.Sequence) }))];

    private static CasePromises Replay(Story story) =>
        PromiseClock.Replay(story.Facts, PromiseGenerators.Policy, story.Place.Spec.ToCalendar());
}
