using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>One version of the business calendar. Never changed; a new one is added. Cases keep the one they were promised under.</summary>
public sealed class CalendarVersion
{
    /// <summary>The version: the newest counts for new cases.</summary>
    public long Id { get; internal set; }

    /// <summary>The <see cref="CalendarDocument"/> as JSON.</summary>
    public string Document { get; internal set; } = "";

    /// <summary>Since when.</summary>
    public Instant CreatedAt { get; internal set; }
}

/// <summary>One version of the promise table. Never changed; a new one is added. Cases keep the one they were promised under.</summary>
public sealed class PolicyVersion
{
    /// <summary>The version: the newest counts for new cases.</summary>
    public long Id { get; internal set; }

    /// <summary>The policy document as JSON.</summary>
    public string Document { get; internal set; } = "";

    /// <summary>Since when.</summary>
    public Instant CreatedAt { get; internal set; }
}
