using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>The door to a case: number and code.</summary>
/// <param name="Pending">What was being written when the case was closed on this device; sent on with number and code.</param>
public sealed record TrackSignInModel(string? Number, string? Code, FormErrors Errors, PendingMessage? Pending = null);

/// <summary>A message that is not sent yet, with the files kept for it.</summary>
public sealed record PendingMessage(string? Text, IReadOnlyList<KeptFile> Files);

/// <summary>A step of a case in the customer's words.</summary>
public enum TrackStepKind
{
    Received,
    WithDepartment,
    WaitingForYou,
    Answered,
    Working,
    Solved,
    Reopened,
    UnderReview,
    Closed,
    NotAccepted,
    Withdrawn,
    Duplicate,
}

/// <summary>Where a step stands.</summary>
public enum TrackStepState
{
    Done,
    Current,
    Ahead,
}

/// <summary>One line of "where it stands".</summary>
/// <param name="At">When it happened, or by when it is promised.</param>
/// <param name="Department">For <see cref="TrackStepKind.WithDepartment"/>.</param>
/// <param name="Handler">The first name of who deals with it, where the company shows it.</param>
/// <param name="Note">A reason, or the number of the case that this one repeats.</param>
public sealed record TrackStep(
    TrackStepKind Kind, TrackStepState State, Instant? At = null, string? Department = null, string? Handler = null,
    string? Note = null);

/// <summary>How a promise stands, which is also its colour.</summary>
public enum PromiseMood
{
    Running,
    Soon,
    Late,
    Waiting,
    Kept,
}

/// <summary>The promise that matters now.</summary>
/// <param name="Due">The promised time; for <see cref="PromiseMood.Kept"/> the time it was kept.</param>
/// <param name="EarlierDue">What was promised first, when it has been extended.</param>
/// <param name="Reason">Why it was extended, or why it is late.</param>
/// <param name="Counted">How it is counted, in sentences.</param>
public sealed record TrackPromise(
    PublicPromise What, PromiseMood Mood, Instant Due, Instant? EarlierDue = null, string? Reason = null,
    IReadOnlyList<string>? Counted = null)
{
    /// <summary>How its time comes about, step by step.</summary>
    public CountedSteps? Steps { get; init; }

    /// <summary>Since when the customer is waited for, where its time stands still.</summary>
    public Instant? WaitingSince { get; init; }

    /// <summary>Where it is late: by when it comes instead, as told with the apology.</summary>
    public Instant? NewTime { get; init; }

    /// <summary>Where the customer is waited for: when the case is closed if they do not answer.</summary>
    public Instant? ClosesAt { get; init; }

    /// <summary>Where it is late: what is promised after it, and not late yet.</summary>
    public PromisedTime? Next { get; init; }
}

/// <summary>A file in the conversation; the address checks the right to it again.</summary>
public sealed record TrackFile(string Name, long Bytes, string Address);

/// <summary>One message of the conversation.</summary>
/// <param name="FromCustomer">True for the customer's own.</param>
/// <param name="Author">Who wrote it for us; null shows the department alone.</param>
/// <param name="Details">The answers given beside the text when the case was filed.</param>
public sealed record TrackMessage(
    bool FromCustomer, string? Author, string? Department, Instant At, string Text, IReadOnlyList<TrackFile> Files,
    IReadOnlyList<TrackDetail>? Details = null);

/// <summary>An answer of the filing.</summary>
/// <param name="Field">The name it was posted under.</param>
public sealed record TrackDetail(string Field, string Text);

/// <summary>What the customer is adding.</summary>
public sealed record MessageForm(FormSeal Seal, string? Text, FilesModel Files, FormErrors Errors);

/// <summary>The answer to "Is it solved?".</summary>
/// <param name="Answer"><c>yes</c>, <c>no</c> or null.</param>
public sealed record SolvedForm(FormSeal Seal, string? Answer, string? Why, FormErrors Errors);

/// <summary>Asking for a review of the decision.</summary>
/// <param name="Until">By when.</param>
public sealed record ReviewForm(FormSeal Seal, string? Why, FormErrors Errors, Instant Until);

/// <summary>What was decided, and what can be done about it.</summary>
/// <param name="Outcome">What it came to; null where that is not stated.</param>
/// <param name="Refused">Whether the case was not taken on.</param>
/// <param name="Review">How the review of it stands.</param>
/// <param name="Ask">The form that asks for one; null where that is not possible.</param>
/// <param name="Outside">Whom one can turn to after it; null where there is nobody.</param>
public sealed record TrackOutcome(Outcome? Outcome, bool Refused, ReviewStage Review, ReviewForm? Ask, OutsideBody? Outside);

/// <summary>Taking a case back.</summary>
public sealed record WithdrawForm(FormSeal Seal, string? Reason, FormErrors Errors);

/// <summary>What a line of thanks is for, shown once after a redirect.</summary>
public enum TrackThanks
{
    MessageSent,
    SolvedYes,
    SolvedNo,
    ReviewAsked,
    Withdrawn,
}

/// <summary>A case as its customer sees it. A form that is null is not offered.</summary>
/// <param name="Kind">One of <see cref="FilingForm.Kinds"/>.</param>
public sealed record TrackModel(
    string Number,
    string Kind,
    Instant FiledAt,
    TrackPromise? Promise,
    IReadOnlyList<TrackStep> Steps,
    IReadOnlyList<TrackMessage> Messages,
    MessageForm? Message,
    SolvedForm? Solved,
    WithdrawForm? Withdraw,
    PublicClock Clock,
    TrackThanks? Thanks = null)
{
    /// <summary>What was decided; null while nothing is.</summary>
    public TrackOutcome? Outcome { get; init; }

    /// <summary>An apology for each promise that was kept too late.</summary>
    public IReadOnlyList<string> Apologies { get; init; } = [];

    /// <summary>How what was promised has changed, the earliest first.</summary>
    public IReadOnlyList<TrackChange> Changes { get; init; } = [];
}
