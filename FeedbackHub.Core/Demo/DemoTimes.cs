using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Demo;

/// <summary>When things happen in the demo company: customers write when people do, staff work in office hours.</summary>
internal sealed class DemoTimes(BusinessCalendar calendar, Instant now, DemoDice dice)
{
    /// <summary>How far back the company's records go.</summary>
    public const int Days = 90;

    /// <summary>How much busier the last day is than the first, as an exponent: more and more people know the site.</summary>
    private const double Growth = 1.6;

    /// <summary>How many write on each day of the week, Monday first.</summary>
    private static readonly double[] Weekday = [1, 0.95, 0.9, 0.9, 0.95, 0.6, 0.45];

    /// <summary>How many write in each hour of the day.</summary>
    private static readonly double[] Hour = [1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 3, 6, 9, 10, 8, 6, 5, 7, 8, 7, 6, 5, 6, 7, 6, 4, 2];

    /// <summary>Nothing more falls due in the last minutes before closing time; what is due then belongs to the next day.</summary>
    private static readonly Duration Closing = Duration.FromMinutes(45);

    private readonly Instant endOfDay = calendar.Zone.AtStartOfDay(calendar.NextOpening(now + Closing).InZone(calendar.Zone).Date.PlusDays(1)).ToInstant();

    /// <summary>When the story is told: nothing happens later.</summary>
    public Instant Now => now;

    /// <summary>The end of the present working day; once nobody works any more, of the next.</summary>
    public Instant EndOfDay => endOfDay;

    /// <summary>Office hours.</summary>
    public BusinessCalendar Calendar => calendar;

    /// <summary>When somebody files, between so many days ago.</summary>
    public Instant Filing(double earliest, double latest)
    {
        while (true)
        {
            var at = WholeSeconds(now - Duration.FromDays(dice.Between(latest, earliest)));
            var local = at.InZone(calendar.Zone);
            var busy = Math.Exp(-Growth * (now - at).TotalDays / Days) * Weekday[(int)local.DayOfWeek - 1] * Hour[local.Hour] / 10;
            if (dice.Chance(busy))
            {
                return at;
            }
        }
    }

    /// <summary>When somebody is at work who takes down what a caller says.</summary>
    public Instant AtWork(Instant from) => calendar.Add(from, Duration.Zero) is var at && at <= now ? at : from;

    /// <summary>When so much working time has passed.</summary>
    public Instant Work(Instant from, Duration working) => WholeSeconds(calendar.Add(from, working));

    /// <summary>When the customer, who sleeps at night, writes next.</summary>
    public Instant CustomerAfter(Instant from, double earliestHours, double latestHours)
    {
        var at = WholeSeconds(from + Duration.FromMinutes(dice.Between(earliestHours, latestHours) * 60));
        return at.InZone(calendar.Zone).Hour is >= 7 and < 23 ? at : at + Duration.FromMinutes(510 + dice.Below(90));
    }

    /// <summary>The day of the week, 0 for Monday, of something that had happened a little before.</summary>
    public int WeekdayBefore(Instant at) => (int)at.InZone(calendar.Zone).Date.PlusDays(-1 - dice.Below(2)).DayOfWeek - 1;

    private static Instant WholeSeconds(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
