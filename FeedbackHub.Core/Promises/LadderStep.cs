using System.Text.Json.Serialization;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>Where on a promise's time a step of the ladder stands. The numbers are stored.</summary>
public enum LadderPlace
{
    /// <summary>When so many per cent of its time are used up.</summary>
    PercentUsed = 1,

    /// <summary>So much before it is due.</summary>
    BeforeDue = 2,

    /// <summary>As it is broken.</summary>
    Breach = 3,

    /// <summary>So much after it was due.</summary>
    AfterDue = 4,
}

/// <summary>Who is told. The numbers are stored.</summary>
[Flags]
public enum Audience
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Whoever works the case; where nobody does, the handlers of its department.</summary>
    Handler = 1,

    /// <summary>The supervisors.</summary>
    Supervisors = 2,

    /// <summary>The head of the owning department.</summary>
    DepartmentHead = 4,

    /// <summary>The leadership.</summary>
    Leaders = 8,

    /// <summary>The customer: an apology with a new time.</summary>
    Customer = 16,
}

/// <summary>
/// One step of the ladder on which a promise is watched before and after its due time, so that nobody is surprised. It is taken
/// once for each promise; where more time is granted the ladder begins anew.
/// </summary>
/// <param name="Id">Tells it from the others, in later versions of the policy as well; 1 or more.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Tells">Who is told.</param>
public sealed record LadderStep(int Id, LadderPlace Place, Audience Tells)
{
    /// <summary>The most steps a ladder may have.</summary>
    public const int Most = 12;

    /// <summary>Of <see cref="LadderPlace.PercentUsed"/>: 1 to 99.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Percent { get; init; }

    /// <summary>Of <see cref="LadderPlace.BeforeDue"/> (minutes only) and <see cref="LadderPlace.AfterDue"/>: how far from the due time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PromiseTarget? Distance { get; init; }

    /// <summary>True where it says where it stands and somebody is told.</summary>
    [JsonIgnore]
    public bool IsSound => Id > 0 && Tells != Audience.None && (Tells & ~AllAudiences) == 0 && Place switch
    {
        LadderPlace.PercentUsed => Percent is >= 1 and <= 99 && Distance is null,
        LadderPlace.BeforeDue => Distance is { IsInRange: true, CountsDays: false } && Percent is null,
        LadderPlace.Breach => (Percent, Distance) is (null, null),
        LadderPlace.AfterDue => Distance is { IsInRange: true } && Percent is null,
        _ => false,
    } && (!Tells.HasFlag(Audience.Customer) || Place is LadderPlace.Breach or LadderPlace.AfterDue);

    private static Audience AllAudiences =>
        Audience.Handler | Audience.Supervisors | Audience.DepartmentHead | Audience.Leaders | Audience.Customer;

    /// <summary>
    /// When it is to be taken for a promise that is open and whose due time is known; null where that would be no later than the
    /// promise began (or more time was granted), or never.
    /// </summary>
    public Instant? On(Promise promise)
    {
        if (promise is not { State: PromiseState.Running, DueAt: { } due })
        {
            return null;
        }

        var since = promise.Agreement?.At ?? promise.StartedAt;
        var at = Place switch
        {
            LadderPlace.PercentUsed => PromiseCount.Share(since, due, promise.Pauses, promise.Target.On(promise.Calendar), Percent!.Value),
            LadderPlace.BeforeDue => Distance!.Value.On(promise.Calendar).Subtract(due, Distance.Value.Time),
            LadderPlace.Breach => due,
            // The day of the due time does not count, also where it was due as that day closed.
            LadderPlace.AfterDue => Distance!.Value.DueFrom(Distance.Value.CountsDays ? due - Duration.FromMilliseconds(1) : due, promise.Calendar),
            _ => null,
        };
        return at > since ? at : null;
    }
}
