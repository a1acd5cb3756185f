using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.App.Api;

/// <summary>One case with its record.</summary>
public sealed record CaseResource
{
    /// <summary>For talking about it, and its address.</summary>
    public required string Number { get; init; }

    /// <summary>The id that live updates carry.</summary>
    public required long CaseId { get; init; }

    /// <summary>Counts the changes; 1 when filed.</summary>
    public required int Version { get; init; }

    /// <summary>What was filed.</summary>
    public required CaseKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseState State { get; init; }

    /// <summary>General or major.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Somebody could be hurt.</summary>
    public required bool Safety { get; init; }

    /// <summary>How it came in.</summary>
    public required Channel Channel { get; init; }

    /// <summary>What makes it stand out in the queue.</summary>
    public required Attention Attention { get; init; }

    /// <summary>When it was received.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>When staff first took it on.</summary>
    public required Instant? AcknowledgedAt { get; init; }

    /// <summary>When it was last decided.</summary>
    public required Instant? DecidedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required Instant? EndedAt { get; init; }

    /// <summary>One line that says what it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>What happened, in the customer's words, unchanged.</summary>
    public required string Description { get; init; }

    /// <summary>What the customer would like us to do.</summary>
    public required string Wanted { get; init; }

    /// <summary>When it happened, in the customer's words.</summary>
    public required string OccurredWhen { get; init; }

    /// <summary>Where it happened.</summary>
    public required string Place { get; init; }

    /// <summary>The product or service concerned.</summary>
    public required string Product { get; init; }

    /// <summary>Whom it concerns, as the customer put it.</summary>
    public required string Concerns { get; init; }

    /// <summary>The category with those above it, the topmost first.</summary>
    public required IReadOnlyList<NamedBilingual> Category { get; init; }

    /// <summary>The segment of the customer; null where nobody said so.</summary>
    public required NamedBilingual? Segment { get; init; }

    /// <summary>The owning department.</summary>
    public required NamedBilingual Department { get; init; }

    /// <summary>Who works it.</summary>
    public required Named? Handler { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerResource Customer { get; init; }

    /// <summary>What the customer was promised, by when.</summary>
    public required IReadOnlyList<PromiseResource> Promises { get; init; }

    /// <summary>What the final response came to; null where there is none, or it was not stated.</summary>
    public required Outcome? Outcome { get; init; }

    /// <summary>How the review of the last decision stands.</summary>
    public required ReviewStage Review { get; init; }

    /// <summary>What was decided.</summary>
    public required string Decision { get; init; }

    /// <summary>What the customer got.</summary>
    public required string Redress { get; init; }

    /// <summary>Why it was refused, withdrawn or reopened.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the customer accepted the outcome; null while they have not said.</summary>
    public required bool? CustomerAccepted { get; init; }

    /// <summary>The number of the case in which this one goes on.</summary>
    public required string? DuplicateOf { get; init; }

    /// <summary>What the caller can do with it now.</summary>
    public required IReadOnlyList<CaseAction> Actions { get; init; }

    /// <summary>What a case page shows, for other programs.</summary>
    public static CaseResource Of(CaseView view) => new()
    {
        Number = view.Number,
        CaseId = view.Id,
        Version = view.Version,
        Kind = Enum.Parse<CaseKind>(view[nameof(Case.Kind)]),
        State = view.State,
        Severity = Enum.Parse<Severity>(view[nameof(Case.Severity)]),
        Safety = view[nameof(Case.Safety)] == "true",
        Channel = view.Channel,
        Attention = view.Attention,
        ReceivedAt = view.ReceivedAt,
        AcknowledgedAt = view.Dates.Acknowledged,
        DecidedAt = view.Dates.Decided,
        EndedAt = view.Dates.Ended,
        Subject = view[nameof(Case.Subject)],
        Description = view.Description,
        Wanted = view[nameof(Case.Wanted)],
        OccurredWhen = view[nameof(Case.OccurredWhen)],
        Place = view[nameof(Case.Place)],
        Product = view[nameof(Case.Product)],
        Concerns = view[nameof(Case.Concerns)],
        Category = view.CategoryPath,
        Segment = view.Segment,
        Department = view.Department,
        Handler = view.Handler,
        Customer = new CustomerResource(
            view.Anonymous, view[nameof(Case.CustomerName)], view[nameof(Case.CustomerEmail)], view[nameof(Case.CustomerPhone)],
            view[nameof(Case.Representative)], Enum.Parse<ContactWay>(view[nameof(Case.ContactBy)]), view[nameof(Case.CustomerLanguage)]),
        Promises = [.. view.Promises.Select(PromiseResource.Of)],
        Outcome = view.Outcome,
        Review = view.Review,
        Decision = view[nameof(Case.Decision)],
        Redress = view[nameof(Case.Redress)],
        Reason = view.Reason,
        CustomerAccepted = view.CustomerAccepted,
        DuplicateOf = view.DuplicateOf?.Name,
        Actions = view.Actions,
    };
}

/// <summary>Who filed; everything is empty where they did not say.</summary>
public sealed record CustomerResource(
    bool Anonymous, string Name, string Email, string Phone, string Representative, ContactWay ContactBy, string Language);

/// <summary>One promise.</summary>
/// <param name="Kind">What.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueAt">By when; null while paused.</param>
/// <param name="MetAt">When it was met.</param>
/// <param name="Kept">Whether it was met in time; null while that is open.</param>
public sealed record PromiseResource(PromiseKind Kind, PromiseState State, Instant? DueAt, Instant? MetAt, bool? Kept)
{
    /// <summary>A promise for other programs.</summary>
    public static PromiseResource Of(Promise promise) => new(promise.Kind, promise.State, promise.DueAt, promise.MetAt, promise.Kept);
}
