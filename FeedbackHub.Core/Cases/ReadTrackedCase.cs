using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>What the customer sees of their case: fewer and plainer things than staff do, and nothing internal.</summary>
public sealed class ReadTrackedCase(HubDatabase database, PromiseBook promises, ReviewOptions review) : IUseCase<ReadTrackedCase.Request, TrackedCase>
{
    /// <summary>The case; it must be the customer's own.</summary>
    public sealed record Request(long CaseId);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesFollow;

    /// <inheritdoc />
    public async Task<Result<TrackedCase>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<TrackedCase>>(async db =>
        {
            var one = await db.Cases.VisibleTo(actor).Include(c => c.Attachments.Where(a => a.MessageId == null))
                .SingleOrDefaultAsync(c => c.Id == request.CaseId, cancel);
            if (one is null)
            {
                return new NotFound();
            }

            var messages = await db.Messages.Where(m => m.CaseId == one.Id && !m.Internal).OrderBy(m => m.Id).Include(m => m.Attachments).ToListAsync(cancel);
            var calendar = await promises.CalendarAsync(db, one.CalendarVersionId, cancel);
            var (made, changes) = await promises.StoryAsync(db, one, cancel);
            var now = database.Now;
            return new TrackedCase(
                one.Id, one.Number, one.Kind, one.State, one.Subject, one.Description, one.OccurredWhen, one.Place, one.Concerns, one.Wanted, one.ReceivedAt, one.AcknowledgedAt, one.DecidedAt, one.EndedAt,
                await db.Departments.Where(d => d.Id == one.DepartmentId).Select(d => d.Name).SingleAsync(cancel),
                await db.Staff.Where(s => s.Id == one.HandlerId).Select(s => s.Name).SingleOrDefaultAsync(cancel),
                one.Decision, one.Redress, one.Reason, one.CustomerAccepted,
                [.. PromiseKinds.All.Select(made.Current).OfType<Promise>().Select(p => Of(p, now) with { ClosesAt = made.Waiting?.StepFor(one) is { Closes: true } closing ? closing.At : null })],
                [.. one.Attachments.Select(FileView.Of)],
                [.. messages.Select(MessageView.Of)],
                one.CustomerZone ?? calendar.Zone.Id, one.CustomerLanguage,
                CaseLifecycle.Next(one.State, CaseAction.Withdraw) is not null,
                new PromiseTerms(calendar, made.Targets!))
            {
                Outcome = one.Outcome,
                Review = one.Review,
                ReviewUntil = review.Until(one, calendar) is { } until && now < until ? until : null,
                Changes = changes,
            };
        }, cancel);
    }

    private static TrackedPromise Of(Promise promise, Instant now) => new(
        promise.Kind, promise.State, promise.DueAt, promise.MetAt, promise.MetAt is null ? null : promise.Kept,
        promise is { State: PromiseState.Paused, DueAt: null } ? promise.DueIfResumed(now) : null)
    {
        StartedAt = promise.StartedAt,
        Target = promise.Target,
        Steps = [.. promise.Explain()],
        NewTime = promise.NewTime,
        WaitingSince = promise.State == PromiseState.Paused && promise.Pauses is [.., { To: null } last] ? last.From : null,
    };
}

/// <summary>A promise as the customer sees it.</summary>
/// <param name="Kind">What is promised.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueAt">By when; null while paused in time.</param>
/// <param name="MetAt">When it was met.</param>
/// <param name="Kept">Whether it was met in time; null until it is met.</param>
/// <param name="IfAnsweredNow">While paused in time: by when it would be due if the customer answered at this moment.</param>
public sealed record TrackedPromise(PromiseKind Kind, PromiseState State, Instant? DueAt, Instant? MetAt, bool? Kept, Instant? IfAnsweredNow)
{
    /// <summary>From when time counts.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>How long it has.</summary>
    public required PromiseTarget Target { get; init; }

    /// <summary>How its time comes about.</summary>
    public required IReadOnlyList<PromiseStep> Steps { get; init; }

    /// <summary>Since when the customer is waited for; null where they are not.</summary>
    public Instant? WaitingSince { get; init; }

    /// <summary>Where it was broken: the time told with the apology.</summary>
    public Instant? NewTime { get; init; }

    /// <summary>While the customer is waited for and was told so: when the case is closed if they do not answer.</summary>
    public Instant? ClosesAt { get; init; }
}

/// <summary>A case as its customer sees it.</summary>
public sealed record TrackedCase(
    long Id, string Number, CaseKind Kind, CaseState State, string Subject, string Description,
    string OccurredWhen, string Place, string Concerns, string Wanted,
    Instant ReceivedAt, Instant? AcknowledgedAt, Instant? DecidedAt, Instant? EndedAt,
    Bilingual Department, string? Handler, string Decision, string Redress, string Reason, bool? CustomerAccepted,
    IReadOnlyList<TrackedPromise> Promises, IReadOnlyList<FileView> Files, IReadOnlyList<MessageView> Messages,
    string Zone, string Language, bool CanWithdraw, PromiseTerms Terms)
{
    /// <summary>What the final response came to; null where there is none, and where it was not stated.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>How the review of the last decision stands.</summary>
    public ReviewStage Review { get; init; }

    /// <summary>Until when the customer can ask for a review; null where they cannot.</summary>
    public Instant? ReviewUntil { get; init; }

    /// <summary>How what was promised has changed since, the earliest first.</summary>
    public IReadOnlyList<PromiseChange> Changes { get; init; } = [];
}
