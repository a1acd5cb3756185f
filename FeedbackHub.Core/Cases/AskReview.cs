using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Promises;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// The customer does not agree with what was decided and asks for a review by somebody who had no part in it (regulation R5.3.2): once
/// for a decision, within the time of <see cref="ReviewOptions"/>. The result is promised; nobody has the case until a reviewer takes it.
/// </summary>
public sealed class AskReview(HubDatabase database, PromiseBook promises, ReviewOptions options, Limits limits) : IUseCase<AskReview.Request, Done>
{
    /// <summary>Which case, and what they do not agree with.</summary>
    public sealed record Request(long CaseId, string Reason);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesFollow;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindCaseAsync(request.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            if (Answers.TextProblem(request.Reason, limits, nameof(Request.Reason)) is { } problem)
            {
                return problem;
            }

            if (CaseLifecycle.Next(one.State, CaseAction.AskReview) is null)
            {
                return new IllegalMove(one.State, CaseAction.AskReview);
            }

            var calendar = await promises.CalendarAsync(change.Db, one.CalendarVersionId, cancel);
            if (options.Until(one, calendar) is not { } until || change.Now >= until)
            {
                return new ReviewNotPossible();
            }

            if (one.Move(CaseAction.AskReview, change.Now) is { } failure)
            {
                return failure;
            }

            (one.Review, one.ReviewVersion) = (ReviewStage.Asked, one.Version + 1);
            (one.HandlerId, one.HandedOverFromDepartmentId, one.HandedOverFromStaffId) = (null, null, null);
            (one.ResponsibleDepartmentId, one.ResponsibleStaffId) = (null, null);
            (one.Reason, one.CustomerAccepted) = (request.Reason, false);
            var message = change.Write(one, request.Reason, []);
            one.Attention = Attention.Review;
            var entry = change.Record(JournalKind.ReviewAsked, one, message);
            change.Tell(entry, await Recipients.OfAsync(change.Db, one, Audience.Supervisors, cancel));
            return new Done();
        }, cancel);
}

/// <summary>The decision was reviewed already, or the time to ask for it is over.</summary>
public sealed record ReviewNotPossible : Failure;
