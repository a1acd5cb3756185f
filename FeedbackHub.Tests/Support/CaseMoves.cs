using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Tests.Support;

/// <summary>Each action of the transition table as the use case that does it.</summary>
internal static class CaseMoves
{
    /// <summary>The actions that are the customer's.</summary>
    public static bool IsCustomers(CaseAction action) =>
        action is CaseAction.CustomerMessage or CaseAction.ConfirmSolved or CaseAction.DenySolved or CaseAction.AskReview;

    /// <summary>A fresh case put into a state; it was handed over from its department, so that it could be returned.</summary>
    public static async Task<long> CaseInAsync(HubFixture hub, CaseState state)
    {
        var id = (await hub.FileAsync()).CaseId;
        await PutAsync(hub, id, state);
        return id;
    }

    /// <summary>Puts a case into a state, handed over from its department and with something unanswered.</summary>
    public static Task PutAsync(HubFixture hub, long id, CaseState state) =>
        hub.Database.WriteAsync<Done>(Actor.System, async change =>
        {
            var one = await change.Db.Cases.SingleAsync(c => c.Id == id);
            (one.State, one.HandedOverFromDepartmentId) = (state, one.DepartmentId);
            one.DecidedAt ??= state is CaseState.Resolved or CaseState.Closed or CaseState.NotAccepted ? change.Now : null;
            change.Record(JournalKind.Edited, one);
            return new Done();
        });

    /// <summary>What people do: all but what the hub does by itself.</summary>
    public static IReadOnlyList<CaseAction> OfPeople { get; } = [.. Enum.GetValues<CaseAction>().Where(action => action != CaseAction.Lapse)];

    /// <summary>Does it; null where it went well.</summary>
    public static async Task<Failure?> DoAsync(HubFixture hub, Actor actor, CaseAction action, long id, string otherNumber)
    {
        Task<Result<Done>> Run<TUseCase, TRequest>(TRequest request)
            where TUseCase : IUseCase<TRequest, Done> => hub.Use<TUseCase>().ExecuteAsync(actor, request);

        var result = action switch
        {
            CaseAction.Accept => Run<AcceptCase, AcceptCase.Request>(new(id)),
            CaseAction.Claim => Run<ClaimCase, ClaimCase.Request>(new(id)),
            CaseAction.Assign => Run<AssignCase, AssignCase.Request>(new(id, hub.FirstDepartment, null)),
            CaseAction.Return => Run<ReturnCase, ReturnCase.Request>(new(id, "Not ours.", "List of duties, 3.2")),
            CaseAction.Reply => Run<ReplyToCustomer, ReplyToCustomer.Request>(new(id, "We are on it.", null)),
            CaseAction.Ask => Run<AskCustomer, AskCustomer.Request>(new(id, "Which model?", null)),
            CaseAction.Resolve => Run<ResolveCase, ResolveCase.Request>(new(id, "A new one is on its way.", "Replace", "One kettle", null) { Outcome = Outcome.Accepted }),
            CaseAction.Close => Run<CloseCase, CloseCase.Request>(new(id)),
            CaseAction.Reopen => Run<ReopenCase, ReopenCase.Request>(new(id, "It leaks again.")),
            CaseAction.Refuse => Run<RefuseCase, RefuseCase.Request>(new(id, "Not our product.")),
            CaseAction.MarkDuplicate => Run<MarkAsDuplicate, MarkAsDuplicate.Request>(new(id, otherNumber)),
            CaseAction.Withdraw => Run<WithdrawCase, WithdrawCase.Request>(new(id, "Found it.")),
            CaseAction.CustomerMessage => Run<AddCustomerMessage, AddCustomerMessage.Request>(new(id, "Any news?", Guid.NewGuid().ToString())),
            CaseAction.ConfirmSolved => Run<AnswerSolved, AnswerSolved.Request>(new(id, true)),
            CaseAction.DenySolved => Run<AnswerSolved, AnswerSolved.Request>(new(id, false, "Still leaks.")),
            CaseAction.AskReview => Run<AskReview, AskReview.Request>(new(id, "You have not looked at it.")),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without a use case."),
        };
        return (await result).Failure;
    }
}
