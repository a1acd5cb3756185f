namespace FeedbackHub.Core.Demo;

/// <summary>What becomes of a case of the demo company until now.</summary>
internal enum DemoFate
{
    /// <summary>Filed within the last hour; nobody has looked at it.</summary>
    Fresh,

    /// <summary>Filed; nobody has looked at it.</summary>
    New,

    /// <summary>Taken on, nobody's.</summary>
    Accepted,

    /// <summary>Handed over to the department, nobody's.</summary>
    HandedOver,

    /// <summary>Given to the handler, who has not started.</summary>
    Assigned,

    /// <summary>Being worked.</summary>
    InProgress,

    /// <summary>Being worked, and the customer has written last.</summary>
    CustomerWrote,

    /// <summary>The customer was asked.</summary>
    Waiting,

    /// <summary>Called unsolved, or taken up again by staff.</summary>
    Reopened,

    /// <summary>Handed over and sent back.</summary>
    Returned,

    /// <summary>Decided; the customer has not said anything yet.</summary>
    Resolved,

    /// <summary>Done.</summary>
    Closed,

    /// <summary>Not taken on.</summary>
    NotAccepted,

    /// <summary>Taken back.</summary>
    Withdrawn,

    /// <summary>Filed once more.</summary>
    Duplicate,
}

/// <summary>How the next promise of an open case should stand now.</summary>
internal enum DemoDue
{
    /// <summary>It does not matter.</summary>
    Any,

    /// <summary>After the present working day, or the next one where nobody works any more today.</summary>
    Later,

    /// <summary>Later on that day.</summary>
    Today,

    /// <summary>Past.</summary>
    Overdue,
}

/// <summary>How fast a case is worked, as shares of what was promised: above one is too late.</summary>
internal sealed record DemoPace(double Acknowledge, double Reply, double Resolve)
{
    /// <summary>Mostly in time.</summary>
    public static DemoPace Draw(DemoDice dice) => new(
        dice.Chance(0.07) ? dice.Between(1.1, 2.2) : dice.Between(0.1, 0.85),
        dice.Chance(0.07) ? dice.Between(1.05, 1.4) : dice.Between(0.2, 0.85),
        dice.Chance(0.13) ? dice.Between(1.05, 1.5) : dice.Between(0.3, 0.92));
}

/// <summary>How a case gets to the handler who works it.</summary>
internal enum DemoWay
{
    /// <summary>The handler takes it.</summary>
    Claimed,

    /// <summary>A colleague takes it on for the department; the handler starts with the first answer.</summary>
    Accepted,

    /// <summary>The supervisor gives it to the handler.</summary>
    Dispatched,

    /// <summary>It was filed without a category; customer care hands it over.</summary>
    ThroughCare,

    /// <summary>As before, but to the wrong department first, which sends it back.</summary>
    ThroughCareTwice,

    /// <summary>The department works it first and hands it over to the handler, who is in customer care.</summary>
    ToCare,
}
