using FeedbackHub.Core.Cases;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>What was sent from the page of a case and could not be taken: shown again in its form.</summary>
internal sealed record SentBack
{
    public MessageForm? Message { get; init; }
    public SolvedForm? Solved { get; init; }
    public ReviewForm? Review { get; init; }
    public WithdrawForm? Withdraw { get; init; }
}

/// <summary>Makes the page of a case as its customer sees it.</summary>
internal sealed class TrackedCasePage(
    ReadTrackedCase read, ReviewOptions review, CompanyTime company, CountedWords counted, PromiseStory story, IStringLocalizer<PublicTexts> texts, FormSeals seals,
    KeptFiles kept)
{
    /// <summary>The name of the message form in seals: a form of one case is none of another.</summary>
    public static string MessageSeal(TrackedCustomer customer) => $"message-{customer.CaseId}";

    /// <summary>The page. <paramref name="back"/> is what was sent and has something to mend.</summary>
    public async Task<IResult> ShowAsync(
        HttpContext context, TrackedCustomer customer, SentBack? back = null, int status = StatusCodes.Status200OK, TrackThanks? thanks = null)
    {
        var found = await read.ExecuteAsync(customer.AsActor(), new(customer.CaseId), context.RequestAborted);
        if (!found.Succeeded)
        {
            return PublicPage.Notice(NoticeKind.NotFound, StatusCodes.Status404NotFound);
        }

        var one = found.Value;
        var clock = await company.ClockAsync(customer.Zone ?? one.Zone, context.RequestAborted);
        var time = new PublicTime(texts, clock);
        var seal = seals.Issue(MessageSeal(customer));
        return PublicPage.Of<TrackPage>(new TrackModel(
            one.Number, PublicWords.Of(one.Kind), one.ReceivedAt, Promise(one, clock.Now, time),
            CaseStory.Steps(one), CaseStory.Conversation(one),
            back?.Message ?? new(seal, null, kept.Model([]), new()),
            one.State == CaseState.Resolved ? back?.Solved ?? new(seal, null, null, new()) : null,
            one.CanWithdraw ? back?.Withdraw ?? new(seal, null, new()) : null,
            clock, thanks)
        {
            Apologies = story.Apologies(one),
            Changes = story.Changes(one, time),
            Outcome = OutcomeOf(one, seal, back?.Review),
        }, status);
    }

    /// <summary>Once something is decided: what it came to, the form for a review while one can be asked for, and the outside body after one.</summary>
    private TrackOutcome? OutcomeOf(TrackedCase one, FormSeal seal, ReviewForm? back)
    {
        var refused = one.State == CaseState.NotAccepted;
        var reviewed = one.Review is ReviewStage.Upheld or ReviewStage.Changed;
        if (!refused && (one.State is not (CaseState.Resolved or CaseState.Closed) || (one.Outcome is null && one.ReviewUntil is null && !reviewed)))
        {
            return null;
        }

        return new(
            one.Outcome, refused, one.Review,
            one.ReviewUntil is { } until ? (back ?? new(seal, null, new(), until)) with { Until = until } : null,
            reviewed && review.Outside.Exists ? review.Outside : null);
    }

    /// <summary>The promise that matters now, with how it is counted: in general, and in this case.</summary>
    private TrackPromise? Promise(TrackedCase one, Instant now, PublicTime time) => CaseStory.Promise(one, now) is { } promise
        ? promise with
        {
            Counted = counted.Of(one.Terms, now),
            Steps = story.Steps(one.Promises.First(p => PublicWords.Of(p.Kind) == promise.What), one.Terms.Calendar, time),
        }
        : null;
}
