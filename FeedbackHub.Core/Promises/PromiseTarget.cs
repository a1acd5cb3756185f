using System.Text.Json.Serialization;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>What a target is counted in. The numbers are stored.</summary>
public enum TargetUnit
{
    /// <summary>Minutes of working time.</summary>
    WorkingMinutes = 1,

    /// <summary>Working days: due when the last of them closes. The day of receipt does not count; what arrives outside hours is received on the next working day.</summary>
    WorkingDays = 2,

    /// <summary>Minutes by the clock on the wall, nights and holidays included.</summary>
    Minutes = 3,

    /// <summary>Days of the calendar on the wall, due at midnight. The day of receipt does not count.</summary>
    Days = 4,
}

/// <summary>How long a promise has.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Amount">How much of it.</param>
public readonly record struct PromiseTarget(TargetUnit Unit, int Amount)
{
    /// <summary>The longest that can be promised in minutes: a leap year around the clock.</summary>
    public const int LongestMinutes = LongestDays * 24 * 60;

    /// <summary>The longest that can be promised in days.</summary>
    public const int LongestDays = 366;

    /// <summary>True where days are counted, at their ends.</summary>
    [JsonIgnore]
    public bool CountsDays => Unit is TargetUnit.WorkingDays or TargetUnit.Days;

    /// <summary>True where nights and holidays count.</summary>
    [JsonIgnore]
    public bool RoundTheClock => Unit is TargetUnit.Minutes or TargetUnit.Days;

    /// <summary>The time of a target that does not count days.</summary>
    [JsonIgnore]
    public Duration Time => Duration.FromMinutes(Amount);

    /// <summary>True for at least one minute or one day and not more than the longest.</summary>
    [JsonIgnore]
    public bool IsInRange => Enum.IsDefined(Unit) && Amount >= 1 && Amount <= (CountsDays ? LongestDays : LongestMinutes);

    /// <summary>So many minutes of working time.</summary>
    public static PromiseTarget WorkingMinutes(int minutes) => new(TargetUnit.WorkingMinutes, minutes);

    /// <summary>So many working days.</summary>
    public static PromiseTarget WorkingDays(int days) => new(TargetUnit.WorkingDays, days);

    /// <summary>So many days by the calendar on the wall.</summary>
    public static PromiseTarget Days(int days) => new(TargetUnit.Days, days);

    /// <summary>When it is due, counted from an instant without a pause; null where the calendar has not so much within <see cref="BusinessCalendar.Horizon"/>.</summary>
    public Instant? DueFrom(Instant start, BusinessCalendar calendar) => PromiseCount.Of(start, this, PauseList.None, calendar).DueAt;

    /// <summary>The calendar it is counted on.</summary>
    internal BusinessCalendar On(BusinessCalendar calendar) => RoundTheClock ? calendar.RoundTheClock : calendar;
}
