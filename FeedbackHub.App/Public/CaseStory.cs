using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>Tells a case in the customer's words: where it stands, the promise that matters now, and the conversation.</summary>
internal static class CaseStory
{
    /// <summary>From here on the page says that the time is close.</summary>
    private static readonly Duration Close = Duration.FromHours(4);

    /// <summary>The steps done, the one it stands at, and what is still to come, in this order.</summary>
    public static IReadOnlyList<TrackStep> Steps(TrackedCase one)
    {
        var steps = new List<TrackStep> { new(TrackStepKind.Received, TrackStepState.Done, one.ReceivedAt) };
        var reply = one.Promises.FirstOrDefault(p => p.Kind == PromiseKind.Reply);
        var answered = reply?.MetAt is { } at ? new TrackStep(TrackStepKind.Answered, TrackStepState.Done, at) : null;
        var reopened = one is { DecidedAt: not null, CustomerAccepted: false } && one.State.IsOpen() || one.State == CaseState.Reopened;
        var underReview = one.Review == ReviewStage.Asked;
        if (reopened)
        {
            if (answered is not null)
            {
                steps.Add(answered);
            }

            steps.Add(new(underReview ? TrackStepKind.UnderReview : TrackStepKind.Reopened, one.State == CaseState.Reopened ? TrackStepState.Current : TrackStepState.Done, Note: Text(one.Reason)));
        }

        var waiting = one.State == CaseState.WaitingForCustomer;
        var working = one.State.IsOpen() && one.State != CaseState.Reopened && !waiting;

        // What was answered is done: the step it stands at comes after it.
        var workingOn = working && answered is not null && !reopened;
        if (one.State.IsOpen() || one.State is CaseState.Resolved or CaseState.Closed || one.AcknowledgedAt is not null)
        {
            steps.Add(new(
                TrackStepKind.WithDepartment, working && !workingOn ? TrackStepState.Current : one.State == CaseState.Reopened ? TrackStepState.Ahead : TrackStepState.Done,
                reopened ? null : one.AcknowledgedAt, one.Department.In(PublicLanguages.Current), one.Handler));
        }

        if (Ending(one) is { } ending)
        {
            steps.Add(ending);
            return steps;
        }

        var resolve = one.Promises.FirstOrDefault(p => p.Kind == (underReview ? PromiseKind.Review : PromiseKind.Resolve));
        var solved = one.State is CaseState.Resolved or CaseState.Closed;
        if (reopened ? answered is null : answered is not null || !solved)
        {
            steps.Add(answered ?? new(TrackStepKind.Answered, TrackStepState.Ahead, Ahead(reply)));
        }

        if (workingOn)
        {
            steps.Add(new(TrackStepKind.Working, TrackStepState.Current));
        }

        if (waiting)
        {
            // What was answered comes before what is waited for; what is still owed comes after it.
            steps.Insert(reply?.MetAt is null ? steps.Count - 1 : steps.Count, new(TrackStepKind.WaitingForYou, TrackStepState.Current));
        }

        steps.Add(solved ? new(TrackStepKind.Solved, one.State == CaseState.Resolved ? TrackStepState.Current : TrackStepState.Done, one.DecidedAt, Note: Text(one.Redress))
            : new(TrackStepKind.Solved, TrackStepState.Ahead, Ahead(resolve)));
        steps.Add(one.State == CaseState.Closed ? new(TrackStepKind.Closed, TrackStepState.Current, one.EndedAt) : new(TrackStepKind.Closed, TrackStepState.Ahead));
        return steps;
    }

    /// <summary>The promise that is due next; once all are settled, that the last one was kept; else none.</summary>
    public static TrackPromise? Promise(TrackedCase one, Instant now)
    {
        var next = one.Promises.Where(p => p.State is PromiseState.Running or PromiseState.Paused && Ahead(p) is not null)
            .OrderBy(p => p.State == PromiseState.Paused && p.DueAt is null).ThenBy(Ahead).FirstOrDefault();
        if (next is not null)
        {
            var due = Ahead(next)!.Value;
            var mood = next.State == PromiseState.Paused && next.DueAt is null ? PromiseMood.Waiting
                : due < now ? PromiseMood.Late
                : due - now <= Close ? PromiseMood.Soon
                : PromiseMood.Running;
            return new(PublicWords.Of(next.Kind), mood, due)
            {
                NewTime = mood == PromiseMood.Late && next.NewTime > now ? next.NewTime : null,
                ClosesAt = next.ClosesAt, // also where another promise than the one that waits is told first
                WaitingSince = mood == PromiseMood.Waiting ? next.WaitingSince : null,
                Next = mood == PromiseMood.Late && one.Promises.Where(p => p.State == PromiseState.Running && p.DueAt >= now).MinBy(p => p.DueAt) is { } after
                    ? new PromisedTime(PublicWords.Of(after.Kind), after.DueAt!.Value)
                    : null,
            };
        }

        return one.Promises.Where(p => p is { Kept: true, MetAt: not null }).MaxBy(p => p.Kind) is { } kept && kept.Kind == one.Promises.Max(p => p.Kind)
            ? new(PublicWords.Of(kept.Kind), PromiseMood.Kept, kept.MetAt!.Value)
            : null;
    }

    /// <summary>The conversation, the filing first.</summary>
    public static IReadOnlyList<TrackMessage> Conversation(TrackedCase one) =>
    [
        new(true, null, null, one.ReceivedAt, one.Description, [.. one.Files.Select(File)], [.. Details(one)]),
        .. one.Messages.Select(m => new TrackMessage(
            m.Author == AuthorKind.Customer, Text(m.AuthorName), null, m.At, m.Text, [.. m.Files.Select(File)])),
    ];

    private static TrackStep? Ending(TrackedCase one) => one.State switch
    {
        CaseState.NotAccepted => new(TrackStepKind.NotAccepted, TrackStepState.Current, one.EndedAt, Note: Text(one.Reason)),
        CaseState.Withdrawn => new(TrackStepKind.Withdrawn, TrackStepState.Current, one.EndedAt, Note: Text(one.Reason)),
        CaseState.Duplicate => new(TrackStepKind.Duplicate, TrackStepState.Current, one.EndedAt),
        _ => null,
    };

    private static IEnumerable<TrackDetail> Details(TrackedCase one)
    {
        TrackDetail[] all =
        [
            new(FieldNames.When, one.OccurredWhen), new(FieldNames.Where, one.Place), new(FieldNames.Whom, one.Concerns), new(FieldNames.Wish, one.Wanted),
        ];
        return all.Where(d => d.Text.Length > 0);
    }

    private static TrackFile File(FileView file) => new(file.FileName, file.Size, PublicPaths.TrackFile(file.Id));

    private static Instant? Ahead(TrackedPromise? promise) => promise?.DueAt ?? promise?.IfAnsweredNow;

    private static string? Text(string text) => text.Length > 0 ? text : null;
}
